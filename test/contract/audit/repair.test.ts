import { afterAll, describe, expect, it } from 'vitest';
import { AnnouncementId } from '../../../src/domain/announcement/announcement.ts';
import { type ChainHead, lineText } from '../../../src/domain/audit/chain.ts';
import { verifyChain } from '../../../src/domain/audit/verify.ts';
import type { AuditHeads } from '../../../src/domain/ports/audit-heads.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { redisOutbox } from '../../../src/jobs/announcements/redis-outbox.ts';
import { exportHead } from '../../../src/jobs/audit/export-head.ts';
import { auditReader, auditWriter } from '../../../src/jobs/audit/redis-audit.ts';
import { repairAudit } from '../../../src/jobs/audit/repair.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { headTrouble, lookAtChain } from '../../../src/jobs/audit/see-chain.ts';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { testStore } from '../../support/store.ts';
import { aRefusal } from './audit.suite.ts';

const { redis, server } = testStore();
const safe = redactor({ secrets: [] });
const keyspaces: string[] = [];

afterAll(async () => {
  for (const keyspace of keyspaces) {
    const left = await redis.keys(`{${keyspace}}:*`);
    if (left.length > 0) await redis.del(left);
  }
  await server.cleanup();
});

/** A chain of ten entries, the head that was exported then, and how to repair it. */
async function chain() {
  const keyspace = `${server.keyspace}-repair-${keyspaces.length}`;
  keyspaces.push(keyspace);
  const keys = keysOf(keyspace);
  const writer = auditWriter(redis, keys, { redactor: safe });
  const reader = auditReader(redis, keys);
  for (let n = 1; n <= 10; n++) await writer.append(aRefusal(`${n}`));
  const exported = await reader.head();
  const see = () => lookAtChain(redis, keys);
  const said = {
    by: 'alice@ops',
    reason: 'restored a backup',
    found: 'see the file',
    digest: 'd'.repeat(64),
  };
  const announcement = {
    id: AnnouncementId.parse('audit-repaired/one'),
    to: [{ kind: 'channel', channel: 'C1' } as const],
    what: { kind: 'audit-repaired', by: said.by, reason: said.reason, found: said.found } as const,
  };
  const repair = async (seen?: Awaited<ReturnType<typeof see>>, heads: readonly ChainHead[] = [exported]) =>
    repairAudit({ redis, keys, redactor: safe }, seen ?? (await see()), heads, said, announcement);
  const verify = async () => verifyChain((await see()).texts, sha256, [exported]);
  return { keys, writer, reader, exported, see, repair, verify };
}

describe.each<{
  what: string;
  spoil: (keys: ReturnType<typeof keysOf>) => Promise<unknown>;
  trouble: RegExp;
}>([
  { what: 'the head is gone', spoil: (keys) => redis.del(keys.auditHead), trouble: /head can not be read/ },
  {
    what: 'the head is nonsense',
    spoil: (keys) => redis.hset(keys.auditHead, { seq: 'ma/ny "é"' }),
    trouble: /head can not be read/,
  },
  {
    what: 'the head is no hash',
    spoil: async (keys) => [await redis.del(keys.auditHead), await redis.set(keys.auditHead, 'ten')],
    trouble: /head can not be read/,
  },
  {
    what: 'the head was set back',
    spoil: (keys) => redis.hset(keys.auditHead, { seq: '4' }),
    trouble: /ahead of the head/,
  },
  {
    what: 'the stream has a number far ahead',
    spoil: (keys) => redis.xadd(keys.audit, '999-0', 'place', 'x', 'entry', '{}'),
    trouble: /ahead of the head/,
  },
  {
    what: 'the stream has the last number that there is',
    spoil: (keys) => redis.xadd(keys.audit, '18446744073709551615-0', 'place', 'x', 'entry', '{}'),
    trouble: /ahead of the head/,
  },
  {
    what: 'the stream is no stream',
    spoil: async (keys) => [await redis.del(keys.audit), await redis.set(keys.audit, 'no stream')],
    trouble: /is a string/,
  },
])('$what', ({ spoil, trouble }) => {
  it('stops everything; a repair says so, and everything goes on behind all that was ever exported', async () => {
    const { keys, writer, reader, see, repair, exported, verify } = await chain();
    await spoil(keys);
    const seen = await see();
    expect(headTrouble(seen)).toMatch(trouble);
    await expect(writer.append(aRefusal('refused'))).rejects.toThrow();
    const entry = await repair(seen);
    expect(entry).toMatchObject({ entry: { kind: 'repair', by: 'alice@ops', reason: 'restored a backup' } });
    expect(entry?.seq).toBeGreaterThan(exported.seq);
    await writer.append(aRefusal('goes on'));
    expect(headTrouble(await see())).toBeUndefined();
    expect(['whole', 'repaired']).toContain((await verify()).kind);
    expect(await reader.repaired()).toEqual({ seq: entry?.seq, hash: entry?.hash });
  });

  it('takes nothing away: what was there is there or put aside', async () => {
    const { keys, see, repair } = await chain();
    await spoil(keys);
    const { raw } = await see();
    await repair();
    const after = (await see()).raw.map(([id]) => id);
    const aside = await redis.keys(keys.auditAside('*'));
    const kept = await Promise.all(
      aside.map(async (key) => ((await redis.type(key)) === 'stream' ? redis.xlen(key) : 0)),
    );
    const moved = kept.reduce((sum, one) => sum + one, 0);
    expect(moved > 0 ? moved : after.length - 1).toBe(raw.length);
  });

  it('is announced once, in the step that repairs', async () => {
    const { keys, repair } = await chain();
    await spoil(keys);
    await repair();
    expect(await redisOutbox(redis, keys, 60_000).due(10)).toEqual(['audit-repaired/one']);
  });
});

describe('a repair', () => {
  it('does nothing where somebody has written since the chain was seen', async () => {
    const { writer, reader, see, repair } = await chain();
    const seen = await see();
    await writer.append(aRefusal('meanwhile'));
    const head = await reader.head();
    expect(await repair(seen)).toBeUndefined();
    expect(await reader.head()).toEqual(head);
  });

  it('hides nothing: the links that were broken before it are still named', async () => {
    const { keys, see, repair, verify } = await chain();
    await redis.xdel(keys.audit, '5-0', '6-0');
    expect(await verify()).toEqual({ kind: 'broken', what: 'missing', line: 5, seq: 5 });
    await repair();
    expect(await verify()).toMatchObject({
      kind: 'repaired',
      links: [{ broken: { what: 'missing', line: 5, seq: 5 }, repair: { seq: 11 } }],
    });
    await redis.xdel(keys.audit, '2-0');
    expect(await verify()).toMatchObject({ links: [{ broken: { what: 'missing', seq: 2 } }] });
    expect((await see()).texts).toHaveLength(8);
  });

  it('covers nothing that is broken behind it', async () => {
    const { keys, writer, repair, verify } = await chain();
    await redis.hdel(keys.auditHead, 'hash');
    await repair();
    for (const n of [1, 2, 3]) await writer.append(aRefusal(`later ${n}`));
    await redis.xdel(keys.audit, '13-0');
    expect(await verify()).toEqual({ kind: 'broken', what: 'missing', line: 13, seq: 13 });
  });

  it('lets heads be exported again; what was exported before is set aside, as the proof', async () => {
    const { keys, writer, reader, exported, repair } = await chain();
    const kept: ChainHead[] = [exported];
    const aside: ChainHead[] = [];
    const heads: AuditHeads = {
      read: async () => kept.at(-1),
      all: async () => kept,
      write: async (head) => {
        kept.push(head);
        return 'kept';
      },
      setAside: async (head) => void aside.push(head),
    };
    // A backup of earlier times is restored.
    await redis.xdel(keys.audit, '9-0', '10-0');
    const [eighth] = await reader.from(8, 1);
    await redis.hset(keys.auditHead, { seq: '8', hash: eighth?.hash ?? '' });
    expect((await exportHead(reader, heads)).kind).toBe('broken');
    const entry = await repair();
    expect(await exportHead(reader, heads)).toMatchObject({ kind: 'exported', head: { seq: entry?.seq } });
    expect(aside).toEqual([exported]);
    await writer.append(aRefusal('on'));
    expect((await exportHead(reader, heads)).kind).toBe('exported');
    expect(aside).toHaveLength(1);
  });

  it('is seen as lines that verify: the export of the repaired chain is the same', async () => {
    const { keys, reader, see, repair } = await chain();
    await redis.hdel(keys.auditHead, 'seq');
    await repair();
    expect((await see()).texts).toEqual((await reader.from(1, 100)).map(lineText));
  });
});
