import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainFile } from '../../sandbox/processes/main-file.ts';
import { startWheelhouse, type WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { parseConfigFile } from '../../src/config/load.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { readable } from '../support/story.ts';
import { CHANNEL, OPERATOR, TEAM } from '../support/values.ts';

const EXAMPLE = fileURLToPath(new URL('../../wheelhouse.example.yaml', import.meta.url));

let redis: TestRedis;
let sandbox: Sandbox;
let folder: string;
let running: WheelhouseProcess | undefined;

const file = () => join(folder, 'wheelhouse.yaml');
const env = () => ({ ...sandbox.env, REDIS_URL: redis.url, WHEELHOUSE_CONFIG: file() });

/** What a command prints, as the newcomer types it. */
function typed(words: string): Promise<string> {
  const options = { cwd: folder, env: { PATH: process.env['PATH'], ...env() } };
  return new Promise((resolve) => {
    execFile(process.execPath, [mainFile(), ...words.split(' ')], options, (_error, stdout) =>
      resolve(stdout),
    );
  });
}

/** Starts Wheelhouse with the file as it is now, in place of the one that ran. */
async function start(): Promise<void> {
  await running?.signal('SIGTERM');
  running = await startWheelhouse('all', env());
  sandbox.slack.connect(`${running.url}/slack/events`);
}

/** What the newcomer reads in answer to a command. */
async function asked(text: string): Promise<string> {
  const before = sandbox.slack.ephemerals(OPERATOR, CHANNEL).length;
  await sandbox.slack.command({ user: OPERATOR, channel: CHANNEL, text });
  return sandbox.slack.waitFor(() => {
    const all = sandbox.slack.ephemerals(OPERATOR, CHANNEL);
    return all.length > before ? readable(all[all.length - 1] ?? {}) : undefined;
  });
}

/** A company whose registry runs on ECS, and a Slack in which the app has been made with the manifest. */
beforeAll(async () => {
  redis = testRedis();
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-newcomer-'));
  const text = await readFile(EXAMPLE, 'utf8');
  const there = parseConfigFile(text, EXAMPLE);
  if (!there.ok) throw new Error(JSON.stringify(there.fault));
  const services = there.value.catalog.services.filter(({ stack }) => stack === 'prod-us-east-1');
  sandbox = await startSandbox({
    catalog: { ...there.value.catalog, services },
    team: TEAM,
    users: [{ id: OPERATOR, name: 'a new user' }],
    channels: [{ id: CHANNEL, name: 'ops-prod', botIsMember: true }],
    pace: { tickMs: 20, startMs: 200, healthyMs: 100, drainMs: 100 },
    rates: 'off',
  });
});
afterAll(async () => {
  await running?.signal('SIGKILL');
  await sandbox.stop();
  await redis.cleanup();
  await rm(folder, { recursive: true, force: true });
});

describe('a newcomer with an account and a workspace', () => {
  it('has a configuration without writing one: two lines, and what discover prints', async () => {
    const found = await typed(
      'discover --cluster mcp-gateway-ecs-cluster --cluster keycloak --region us-east-1',
    );
    const limits = 'limits: { rollout-every: 150ms, edit-every: 150ms, slack-post-every: 20ms }\n';
    const beginning = `version: 1\nslack: { team: ${TEAM} }\nredis: { keyspace: ${redis.keyspace} }\n`;
    await writeFile(file(), `${beginning}${limits}${found}`);
    expect(await typed(`check-config ${file()}`)).toContain(
      'is fine: 8 services.\nmode read-only: it answers, and changes nothing, whoever asks',
    );
  });

  it('hears from the doctor that everything can be reached, and the mode', async () => {
    const said = await typed('doctor');
    expect(said).toContain('ok    Mode read-only');
    expect(said).toContain(`ok    Slack knows the token, of team ${TEAM}`);
    expect(said).toMatch(/ok {4}The token has all \d+ scopes/);
    expect(said).toContain('ok    prod-us-east-1/registry: 2 of 2 tasks running');
    // The tests' Redis may well be one that forgets.
    expect(said.split('\n').filter((line) => /^(fault|weak)/.test(line) && !line.includes('Redis'))).toEqual(
      [],
    );
  });

  it('sees how a service is, and changes nothing by trying', async () => {
    await start();
    expect(await asked('status registry')).toContain('prod-us-east-1/registry');
    expect(await asked('restart registry')).toContain("I'm in read-only mode");
    expect(sandbox.slack.messages(CHANNEL)).toEqual([]);
    const account = sandbox.accounts[0] ?? '';
    expect(sandbox.ecs(account).calls('UpdateService')).toEqual([]);
  });

  it('may restart it once the file lists them', async () => {
    const text = await readFile(file(), 'utf8');
    await writeFile(file(), `${text}\naccess: { may-start: [${OPERATOR}] }\n`);
    await start();
    expect(await asked('restart registry')).toContain('Accepted as *#1*');
    const root = await sandbox.slack.waitFor(() => {
      const [message] = sandbox.slack.messages(CHANNEL);
      return message && /done after/.test(readable(message)) ? message : undefined;
    });
    expect(readable(root)).toContain('2 of 2 tasks are new and running');
  });

  it('stops everything at once with one line more', async () => {
    const text = await readFile(file(), 'utf8');
    await writeFile(file(), `mode: read-only\n${text}`);
    await start();
    expect(await asked('restart registry')).toContain("I'm in read-only mode");
    expect(await asked('show 1')).toContain('#1');
  });
});
