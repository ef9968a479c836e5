import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainFile } from '../../../sandbox/processes/main-file.ts';
import { freePort } from '../../../tools/redis/free-port.ts';
import { waitFor, within } from '../../support/wait-for.ts';
import { VALID } from '../../unit/config/files.ts';

const PASSWORD = 'hunter2swordfish';
const TOKEN = 'xoxb-12-34-abcdefgh';
const SECRETS = new RegExp(`${PASSWORD}|${TOKEN}`);

const servers: Server[] = [];
const children: ChildProcess[] = [];
let folder = '';
let env: Record<string, string> = {};

/** A server of the test's own on this machine. Answers its port. */
async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A Redis, a Slack and an AWS that put the caller's secrets into what they answer. */
beforeAll(async () => {
  const redis = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () =>
      socket.write(`-WRONGPASS ${PASSWORD} is wrong for redis://:${PASSWORD}@redis\r\n`),
    );
  });
  const slack = createHttpServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: false, error: `invalid_auth ${TOKEN}` }));
  });
  const aws = createHttpServer((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(
      JSON.stringify({ __type: 'InvalidParameterException', message: `no ${PASSWORD}, and no ${TOKEN}` }),
    );
  });
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-secrets-'));
  const path = join(folder, 'wheelhouse.yaml');
  await writeFile(path, VALID.replaceAll(/ {4}role: .*\n/g, ''));
  env = {
    PATH: process.env['PATH'] ?? '',
    WHEELHOUSE_CONFIG: path,
    REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${await listen(redis)}`,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: '0123456789abcdef',
    SLACK_API_URL: `http://127.0.0.1:${await listen(slack)}/api/`,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${await listen(aws)}`,
    AWS_ACCESS_KEY_ID: 'AKIDSANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    PORT: String(await freePort()),
    ADMIN_PORT: String(await freePort()),
  };
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

/** A command, as a person types it; `first` goes to Node.js. */
function wheelhouse(args: readonly string[], { more = {}, first = [] as readonly string[] } = {}) {
  const child = spawn(process.execPath, [...first, mainFile(), ...args], { env: { ...env, ...more } });
  children.push(child);
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8');
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { output: () => written, ended: () => within(ended, `the end of ${args[0]}`) };
}

/** All that a command said, once it is over. */
async function said(...args: Parameters<typeof wheelhouse>): Promise<string> {
  const command = wheelhouse(...args);
  await command.ended();
  return command.output();
}

describe('no secret comes out, and what is wrong is said all the same', () => {
  it('by doctor, whatever the others answer', async () => {
    const text = await said(['doctor']);
    expect(text).toMatch(/Redis can't be reached: .*WRONGPASS \[secret\] is wrong/);
    expect(text).toMatch(/Slack refused auth\.test: .*invalid_auth \[secret\]/);
    expect(text).toMatch(/AWS refused ecs:DescribeServices: no \[secret\], and no \[secret\]/);
    expect(text).not.toMatch(SECRETS);
  });

  it('by a process that is not ready: neither by /readyz nor by its log', async () => {
    const all = wheelhouse(['all']);
    const url = `http://127.0.0.1:${env['ADMIN_PORT']}/readyz`;
    const text = await waitFor(async () => (await fetch(url)).text(), {
      what: 'an answer of /readyz',
      show: all.output,
    });
    expect(text).toMatch(/^redis: .+\nslack: .*invalid_auth \[secret\]\n$/);
    await waitFor(() => all.output().includes('WH-REDIS-REFUSED'), {
      what: "Redis's refusal in the log",
      show: all.output,
    });
    expect(text + all.output()).not.toMatch(SECRETS);
  });

  it('by an error that nobody caught, with all that hangs on it', async () => {
    const thrown = `Object.assign(new Error('AUTH ${PASSWORD}'), { command: { args: ['${TOKEN}'] } })`;
    const whenReady = `setInterval(() => { if (process.listenerCount('uncaughtException') > 0) throw ${thrown} }, 20)`;
    const text = await said(['worker'], {
      first: ['--import', `data:text/javascript,${encodeURIComponent(whenReady)}`],
      more: { ADMIN_PORT: '0' },
    });
    expect(text).toContain('WH-UNEXPECTED: Error: AUTH [secret]');
    expect(text).not.toMatch(SECRETS);
  });

  it('by a command that is refused for what was typed', async () => {
    const address = `redis://:${PASSWORD}@redis/0`;
    expect(await said(['check-config', address])).toBe(
      "redis://:[secret]@redis/0 can't be read: check the path\n",
    );
    expect(await said(['manifest', `--${TOKEN}`])).toBe("Unknown option '--[secret]'\n");
  });

  it('by the faults of a configuration, which stay readable', async () => {
    const path = join(folder, 'faulty.yaml');
    await writeFile(path, `${VALID}${TOKEN}: 1\n${PASSWORD}: 1\nAKIAIOSFODNN7EXAMPLE: 1\n`);
    const checked = await said(['check-config', path]);
    expect(checked.match(/isn't a key that is known/g)).toHaveLength(3);
    const started = await said(['bot'], {
      more: { WHEELHOUSE_CONFIG: path, SLACK_BOT_TOKEN: '', PORT: 'x' },
    });
    expect(started).toContain("environment SLACK_BOT_TOKEN: isn't set: write the bot's token");
    expect(started.match(/isn't a key that is known/g)).toHaveLength(3);
    for (const text of [checked, started]) {
      expect(text).not.toMatch(SECRETS);
      expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
    }
  });
});
