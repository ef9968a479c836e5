import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainFile } from '../../sandbox/processes/main-file.ts';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { readLine } from '../../src/domain/audit/chain.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

const run = promisify(execFile);
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

let world: TestWorld;
let person: ReturnType<typeof story>;
let worker: WheelhouseProcess;
let outputs: (() => string)[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-audit-'));
  world = await testWorld({
    audit: { 'head-file': join(folder, 'head.json') },
    limits: { 'audit-head-every': '100ms' },
  });
  const bot = await world.start('bot');
  worker = await world.start('worker');
  outputs = [bot.output, worker.output];
  person = story(world);
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

/** `wheelhouse …` as somebody types it at a terminal. */
const wheelhouse = (...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> =>
  run(process.execPath, [mainFile(), ...args], { env: { ...process.env, ...world.env } }).then(
    (out) => ({ ...out, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
/** Asks the audit, and gives what is answered. */
async function audit(words = ''): Promise<string> {
  const before = person.whispers().length;
  await person.ops(`audit ${words}`);
  return waitFor(
    () =>
      person
        .whispers()
        .slice(before)
        .find((text) => /Audit/.test(text)),
    {
      what: 'the audit',
    },
  );
}
/** What is exported, and the path of the file that it was put in. */
async function exported(): Promise<{ path: string; lines: string[] }> {
  const { stdout, code } = await wheelhouse('audit', 'export');
  expect(code).toBe(0);
  const path = join(folder, 'audit.jsonl');
  await writeFile(path, stdout);
  return { path, lines: stdout.trimEnd().split('\n') };
}

describe('what people did', () => {
  it('stands in the audit as they expect: a restart, a refusal, a freeze, a cancel', async () => {
    await person.ops('restart registry');
    await person.rootReads(/registry\* done/);
    await person.ops('restart registry', STRANGER);
    await person.ops('freeze staging --reason oops');
    await person.ops('freeze prod-us-east-1 --reason "peak sales"');
    await person.ops('restart registry');
    await person.ops('unfreeze prod-us-east-1');
    world.ecs.script(key, { kind: 'stuck' });
    await person.ops('restart registry');
    await person.rootReads(/new tasks/);
    await person.ops('cancel 2');
    await person.rootReads(/cancelled/);
    world.ecs.script(key, undefined);

    const ofFirst = await audit('--run 1');
    const order = [
      /ended: succeeded/,
      /happened, AWS request/,
      /ecs:UpdateService\): begins/,
      /accepted as #1/,
    ];
    const places = order.map((pattern) => ofFirst.search(pattern));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(await audit('--run 2')).toMatch(/ended: cancelled[\s\S]*cancelled #2[\s\S]*accepted as #2/);
    expect(await audit(`--user <@${STRANGER}>`)).toMatch(/was refused \(not-in-role\): restart registry/);
    const all = await audit('--since 1h');
    expect(all).toMatch(/unfroze prod-us-east-1/);
    const { lines } = await exported();
    const kinds = lines.map((line) => JSON.stringify(readLine(line)?.entry));
    expect(kinds.some((text) => text.includes('"why":"stopped"') && text.includes('restart registry'))).toBe(
      true,
    );
    expect(kinds.some((text) => text.includes('"kind":"placed"') && text.includes('peak sales'))).toBe(true);
    expect(kinds.filter((text) => text.includes('"kind":"policy"'))).toHaveLength(2);
  });

  it('is for those alone who may start something; that somebody else asked stands there', async () => {
    await person.ops('audit', STRANGER);
    expect(person.whispers(STRANGER).at(-1)).not.toContain('entries');
    expect(await audit(`--user <@${STRANGER}>`)).toMatch(/was refused \(not-in-role\): audit/);
  });

  it('is exported whole and verifies, also against the head that a worker has kept', async () => {
    const { path, lines } = await exported();
    const head = join(folder, 'head.json');
    const verified = await waitFor(
      async () => {
        const found = await wheelhouse('audit', 'verify', path, '--head', head);
        return found.code === 0 ? found : undefined;
      },
      { what: 'the head to be exported' },
    );
    expect(verified.stdout).toMatch(
      new RegExp(
        `^ok: ${lines.length} entries, from .* to .*, head ${lines.length} [0-9a-f]{64}, as its exported head says`,
      ),
    );
  });

  it('is in the logs of bots and workers, too, each entry once and word for word', async () => {
    const { lines } = await exported();
    const logged = outputs
      .flatMap((output) => output().split('\n'))
      .filter((line) => line.startsWith('{') && line.includes('"audit":'))
      .map((line): unknown => Reflect.get(JSON.parse(line), 'audit'));
    expect(new Set(logged.map((line) => JSON.stringify(line)))).toEqual(
      new Set(lines.map((line) => JSON.stringify(JSON.parse(line)))),
    );
    expect(logged).toHaveLength(lines.length);
  });
});

describe('a worker that is killed between its intent and its call', () => {
  it('leaves a chain that verifies, and that says so', async () => {
    const held = world.ecs.faults.hold('UpdateService', 'before');
    await person.ops('restart auth');
    await held.held;
    await worker.signal('SIGKILL');
    const { lines } = await exported();
    expect(lines.at(-1)).toContain('"kind":"begun"');
    held.release();
    worker = await world.start('worker');
    await person.rootReads(/auth\* done/);
    const { path } = await exported();
    expect((await wheelhouse('audit', 'verify', path)).stdout).toMatch(/^ok: /);
    expect(await audit('--run 3')).toMatch(/happened[\s\S]*begins/);
  });
});

describe('somebody who changes the audit in Redis', () => {
  it('is found: verify names the place and ends with 1', async () => {
    const redis = new Redis(world.redis.url);
    const { audit: stream } = keysOf(world.redis.keyspace);
    try {
      await redis.xdel(stream, '3-0');
    } finally {
      redis.disconnect();
    }
    const { path } = await exported();
    const { stderr, code } = await wheelhouse('audit', 'verify', path);
    expect([stderr, code]).toEqual([expect.stringMatching(/broken at line 3: entry 3 is missing/), 1]);
  });
});
