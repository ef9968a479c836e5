import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineText } from '../../../src/domain/audit/chain.ts';
import { verifyChain } from '../../../src/domain/audit/verify.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { redisOutbox } from '../../../src/jobs/announcements/redis-outbox.ts';
import { cutOld } from '../../../src/jobs/audit/cut.ts';
import { exportHead } from '../../../src/jobs/audit/export-head.ts';
import { headFile } from '../../../src/jobs/audit/head-file.ts';
import { recordPolicy } from '../../../src/jobs/audit/record-policy.ts';
import { auditReader, auditWriter } from '../../../src/jobs/audit/redis-audit.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { letting } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { testStore } from '../../support/store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { aRefusal } from './audit.suite.ts';

const { redis, keys, server } = testStore();
const safe = redactor({ secrets: [] });
const writer = auditWriter(redis, keys, { redactor: safe });
const reader = auditReader(redis, keys);
const parts = { redis, keys, reader, redactor: safe, newId: randomUUID };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-audit-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server.cleanup();
});

const texts = async () => (await reader.from(1, 1000)).map(lineText);

describe('the exported head', () => {
  it('is in the file, wholly, with nothing left beside it; again only once there is more', async () => {
    const path = join(folder, 'head.json');
    const heads = headFile(path);
    expect(await exportHead(reader, heads)).toEqual({ kind: 'same' });
    await writer.append(aRefusal('one'));
    const head = await reader.head();
    expect(await exportHead(reader, heads)).toEqual({ kind: 'exported', head });
    expect(await exportHead(reader, heads)).toEqual({ kind: 'same' });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(head);
    expect(await readdir(folder)).toEqual(['head.json']);
  });

  it('is kept where the chain has lost it: it is the proof', async () => {
    const path = join(folder, 'proof.json');
    const heads = headFile(path);
    const head = await reader.head();
    for (const exported of [
      { seq: head.seq + 5, hash: head.hash },
      { seq: head.seq, hash: 'd'.repeat(64) },
    ]) {
      await heads.write(exported);
      expect(await exportHead(reader, heads)).toEqual({ kind: 'broken', exported, head });
      expect(await heads.read()).toEqual(exported);
    }
  });

  it('in a file that holds something else isn’t written over', async () => {
    const path = join(folder, 'strange.json');
    await writeFile(path, 'my notes');
    await expect(exportHead(reader, headFile(path))).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe('my notes');
  });
});

describe('the policy', () => {
  const policy = { onAlarm: 'offer', afterRollback: 'lock' } as const;
  const authority = (users: string[]) => ({
    access: letting(users, { team: 'T1' }),
    policy,
    gates: noGates,
    announcedIn: ['C1'],
  });
  const newest = async () => (await reader.newest(1))[0]?.entry;

  it('is in the audit when a process begins, and as a difference when it is another one', async () => {
    await recordPolicy(parts, authority(['U1']));
    expect(await newest()).toMatchObject({ kind: 'policy', outcome: { kind: 'loaded' } });
    await recordPolicy(parts, authority(['U1', 'U2']));
    expect(await newest()).toMatchObject({
      kind: 'policy',
      outcome: {
        kind: 'changed',
        changes: [{ path: 'access.roles.may-start.users', before: '["U1"]', after: '["U1","U2"]' }],
      },
    });
  });

  it('of twenty processes that begin at once is a difference once', async () => {
    const before = (await reader.head()).seq;
    await Promise.all(Array.from({ length: 20 }, () => recordPolicy(parts, authority(['U3']))));
    const told = (await reader.from(before + 1, 100)).map(({ entry }) => JSON.stringify(entry));
    expect(told).toHaveLength(20);
    expect(told.filter((text) => text.includes('"changed"'))).toHaveLength(1);
  });

  it('that changed is announced once for each change, in the channels of the policy before and of this one', async () => {
    const outbox = redisOutbox(redis, keys, 60_000);
    const known = new Set(await outbox.due(100));
    const elsewhere = { ...authority(['U4']), announcedIn: ['C2'] };
    await Promise.all(Array.from({ length: 20 }, () => recordPolicy(parts, elsewhere)));
    const [id, ...others] = (await outbox.due(100)).filter((one) => !known.has(one));
    expect(others).toEqual([]);
    expect(id && (await outbox.read(id))?.announcement).toMatchObject({
      to: [
        { kind: 'channel', channel: 'C1' },
        { kind: 'channel', channel: 'C2' },
      ],
      what: {
        kind: 'policy-changed',
        changes: [{ path: 'access.roles.may-start.users' }, { path: 'announcedIn' }],
      },
    });
  });

  it('that is the same as before is announced to nobody', async () => {
    const outbox = redisOutbox(redis, keys, 60_000);
    const known = await outbox.due(100);
    await recordPolicy(parts, { ...authority(['U4']), announcedIn: ['C2'] });
    expect(await outbox.due(100)).toEqual(known);
  });
});

describe('retention', () => {
  it('cuts the oldest entries off, keeps where, says so, and leaves a chain that is whole', async () => {
    const old = await reader.head();
    await waitFor(async () => Date.now() > ((await reader.newest(1))[0]?.at ?? 0) + 5, {
      what: 'time to pass',
    });
    await writer.append(aRefusal('young'));
    const young = (await reader.newest(1))[0]?.at ?? 0;
    await waitFor(() => Date.now() > young + 2, { what: 'time to pass' });
    const retention = Date.now() - young + 1;
    expect(await cutOld(parts, retention, Date.now())).toBe(old.seq);
    expect(await reader.anchor()).toEqual(old);
    expect((await reader.from(1, 100)).map(({ seq }) => seq)).toEqual([old.seq + 1, old.seq + 2]);
    expect(verifyChain(await texts(), sha256, [old])).toMatchObject({ kind: 'whole', head: 'matched' });
  });

  it('never cuts what is younger by Redis’s own clock, whatever the asker’s says, nor the newest entry', async () => {
    const before = await texts();
    expect(await cutOld(parts, 60_000, Date.now() + 10_000_000)).toBeUndefined();
    expect(await texts()).toEqual(before);
    await waitFor(async () => Date.now() > ((await reader.newest(1))[0]?.at ?? 0) + 5, {
      what: 'time to pass',
    });
    const { seq } = await reader.head();
    expect(await cutOld(parts, 1, Date.now())).toBe(seq - 1);
    expect((await reader.from(1, 100)).map((line) => line.seq)).toEqual([seq, seq + 1]);
  });

  it('goes on where it stopped: what was exported and cut since counts as held', async () => {
    const heads = headFile(join(folder, 'older.json'));
    await heads.write({ seq: 1, hash: 'e'.repeat(64) });
    expect((await exportHead(reader, heads)).kind).toBe('exported');
  });
});
