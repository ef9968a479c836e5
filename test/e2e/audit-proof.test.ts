import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainFile } from '../../sandbox/processes/main-file.ts';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { readable, story } from '../support/story.ts';
import { CHANNEL, OPERATOR } from '../support/values.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

const run = promisify(execFile);
const BUCKET = 'audit-heads';

let world: TestWorld;
let person: ReturnType<typeof story>;
let redis: Redis;
/** The first bot, which holds the notifier's lease. */
let teller: WheelhouseProcess;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-proof-'));
  world = await testWorld({
    audit: {
      channel: CHANNEL,
      'head-s3': { bucket: BUCKET, region: 'eu-west-1', mode: 'compliance', 'retain-days': 30 },
    },
    limits: { 'audit-head-every': '200ms' },
  });
  world.sandbox.s3.buckets.create(BUCKET, 'locks');
  redis = new Redis(world.redis.url);
  teller = await world.start('bot');
  await world.start('worker');
  person = story(world);
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
  await rm(folder, { recursive: true });
});

/** `wheelhouse …` as somebody types it at a terminal. */
const wheelhouse = (...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> =>
  run(process.execPath, [mainFile(), ...args], { env: { ...process.env, ...world.env } }).then(
    (out) => ({ ...out, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
const announced = (pattern: RegExp): string[] =>
  world.sandbox.slack
    .messages(CHANNEL)
    .map(readable)
    .filter((text) => pattern.test(text));
/** Writes the export to a file and verifies it against what is in S3. */
async function verified() {
  const { stdout } = await wheelhouse('audit', 'export');
  const path = join(folder, 'audit.jsonl');
  await writeFile(path, stdout);
  return wheelhouse('audit', 'verify', path, '--head', `s3://${BUCKET}`);
}
const lastHead = (): number => {
  const { buckets } = world.sandbox.s3;
  const key = buckets.keys(BUCKET, '').at(-1);
  return key === undefined ? 0 : Number(Reflect.get(JSON.parse(buckets.get(BUCKET, key).body), 'seq'));
};
const newest = async (): Promise<number> =>
  Number(await redis.hget(keysOf(world.redis.keyspace).auditHead, 'seq'));
const exported = () =>
  waitFor(async () => lastHead() === (await newest()), { what: 'the newest head to be in S3' });

describe('a changed policy', () => {
  it('is announced once, though three processes find it at once and the teller is killed in its post', async () => {
    const path = world.env['WHEELHOUSE_CONFIG'] ?? '';
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(`- ${OPERATOR}`, `- ${OPERATOR}\n    - ${STRANGER}`));
    const post = world.sandbox.slack.faults.hold('chat.postMessage', 'after');
    await Promise.all([world.start('bot'), world.start('worker'), world.start('worker')]);
    await within(post.reached, 'the announcement on its way');
    await teller.signal('SIGKILL');
    post.release();
    await waitFor(() => announced(/policy has changed/).length > 0, {
      what: 'the announcement',
    });
    await waitFor(async () => (await redis.zcard(keysOf(world.redis.keyspace).announcements)) === 0, {
      what: 'the outbox to be empty',
    });
    expect(announced(/policy has changed/)).toEqual([
      expect.stringMatching(/access\.roles\.may-start\.users`: added stranger|added <@U0STRANGER>/),
    ]);
  });
});

describe('somebody who can write to Redis', () => {
  it('leaves a chain that its heads in S3 prove, until its end is cut off together with its head', async () => {
    await person.ops('audit', 'U0GUEST');
    await exported();
    expect(await verified()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok: .*, as its/) });
    const { audit, auditHead } = keysOf(world.redis.keyspace);
    const entries = await redis.xrevrange(audit, '+', '-', 'COUNT', 2);
    const [cut, before] = entries;
    const [seq = '', , , , hash = ''] = (before?.[1][1] ?? '').split(' ');
    await redis.xdel(audit, cut?.[0] ?? '');
    await redis.hset(auditHead, { seq, hash });
    const found = await verified();
    expect(found.stderr).toMatch(/the end is cut off, entry \d+ is missing and the exported head is \d+/);
    expect(found.code).toBe(1);
  });

  it('stops every change; a repair keeps what is there, says so in Slack, and everything goes on', async () => {
    await person.ops('freeze all --reason test');
    expect(await redis.hlen(keysOf(world.redis.keyspace).holds)).toBe(0);
    expect((await wheelhouse('audit', 'repair')).code).toBe(2);
    const repaired = await wheelhouse('audit', 'repair', '--reason', 'a game day', '--out', folder);
    expect(repaired.stdout).toMatch(
      /found: .*\nwhat was there is in .*\nrepaired: the audit goes on with entry \d+/,
    );
    const [kept] = (await readdir(folder)).filter((name) => name.startsWith('wheelhouse-audit-broken-'));
    expect(await readFile(join(folder, kept ?? ''), 'utf8')).toContain('"kind\\":\\"policy\\"');
    await waitFor(() => announced(/audit was broken[\s\S]*a game day/).length === 1, {
      what: 'the announcement',
    });
    await person.ops('freeze all --reason test');
    expect(await redis.hlen(keysOf(world.redis.keyspace).holds)).toBe(1);
    await exported();
    const found = await verified();
    expect(found.stderr).toMatch(/broken at line \d+: .*; repaired by entry \d+.*\nwhole since then: /);
    expect(found.code).toBe(3);
    expect((await wheelhouse('audit', 'repair', '--reason', 'again')).stdout).toContain('nothing to repair');
  });
});
