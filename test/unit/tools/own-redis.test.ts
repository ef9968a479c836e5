import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OwnRedis } from '../../../tools/redis/own-redis.ts';
import { startRedis } from '../../../tools/redis/start-redis.ts';

let server: OwnRedis;
let client: Redis;
beforeAll(async () => {
  server = await startRedis();
  client = new Redis(server.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
});
afterAll(async () => {
  client.disconnect();
  await server.stop();
});

async function setting(name: string): Promise<unknown> {
  const [, value] = await client.config('GET', name);
  return value;
}

async function serverFolder(): Promise<string> {
  return String(await setting('dir'));
}

describe('a Redis server of one’s own', () => {
  test('listens on the loopback address alone, evicts nothing and writes through', async () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    expect(await setting('bind')).toBe('127.0.0.1');
    expect(await setting('maxmemory-policy')).toBe('noeviction');
    expect(await setting('appendonly')).toBe('yes');
    expect(await setting('appendfsync')).toBe('always');
    expect(await setting('save')).toBe('');
  });

  test('killed and started again, it is another process at the same address with the same data', async () => {
    await client.set('run', 'goes on');
    const before = server.pid;
    await server.kill();
    expect(server.pid).toBeUndefined();
    await server.restart();
    expect(server.pid).not.toBe(before);
    expect(await client.get('run')).toBe('goes on');
  });

  test('stopped, it leaves no process and no folder, and may be stopped once more', async () => {
    const other = await startRedis();
    const otherClient = new Redis(other.url);
    const [, folder] = await otherClient.config('GET', 'dir');
    otherClient.disconnect();
    expect(existsSync(String(folder))).toBe(true);
    await other.stop();
    await other.stop();
    expect(other.pid).toBeUndefined();
    expect(existsSync(String(folder))).toBe(false);
  });

  test('a start that fails says why, in the words of the server', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startRedis({ port })).rejects.toThrow(/did not start on port \d+:[^]*bind: Address already in use/);
  });
});
