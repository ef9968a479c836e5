import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

async function setting(of: Redis, name: string): Promise<string> {
  const [, value] = await of.config('GET', name);
  return String(value);
}

describe('a Redis server of one’s own', () => {
  test('listens on the loopback address alone, evicts nothing and writes through', async () => {
    expect(await setting(client, 'bind')).toBe('127.0.0.1');
    expect(await setting(client, 'maxmemory-policy')).toBe('noeviction');
    expect(await setting(client, 'appendonly')).toBe('yes');
    expect(await setting(client, 'appendfsync')).toBe('always');
    expect(await setting(client, 'save')).toBe('');
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
    const folder = await setting(otherClient, 'dir');
    otherClient.disconnect();
    expect(existsSync(folder)).toBe(true);
    await other.stop();
    await other.stop();
    expect(other.pid).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });

  test('a start that fails says why, in the words of the server', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startRedis({ port })).rejects.toThrow(/did not start on port \d+:.*Address already in use/s);
  });
});
