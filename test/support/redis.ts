import { randomBytes } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';

/** What a test may set for a connection. The mapping of replies changes their types, so it stays. */
export type ConnectOptions = Omit<RedisOptions, 'replyMapping'>;

/** The part of the shared test server that belongs to one test file. */
export type TestRedis = {
  readonly url: string;
  /** The hash tag all keys of this file start with, without its braces. Unlike any other file's. */
  readonly keyspace: string;
  /** A new connection, which `cleanup` closes. Retries a request without end, as BullMQ needs it. */
  connect(options?: ConnectOptions): Redis;
  /** Deletes the keys that start with `{keyspace}` and no others, then closes the connections. */
  cleanup(): Promise<void>;
};

/** Gives a test file its own keyspace on a server: the one at `REDIS_URL` unless told. Throws if there is none. */
export function testRedis(url = redisUrl()): TestRedis {
  const keyspace = `wheelhouse-test-${randomBytes(6).toString('hex')}`;
  const connections: Redis[] = [];

  function connect(options: ConnectOptions = {}): Redis {
    const connection = new Redis(url, { maxRetriesPerRequest: null, ...options });
    connections.push(connection);
    return connection;
  }

  async function cleanup(): Promise<void> {
    const redis = connect();
    try {
      let cursor = '0';
      do {
        const [next, keys] = await redis.scan(cursor, 'MATCH', `{${keyspace}}*`, 'COUNT', 1000);
        if (keys.length > 0) await redis.unlink(keys);
        cursor = next;
      } while (cursor !== '0');
    } finally {
      for (const connection of connections.splice(0)) connection.disconnect();
    }
  }

  return { url, keyspace, connect, cleanup };
}

function redisUrl(): string {
  const url = process.env['REDIS_URL'];
  if (!url)
    throw new Error('This test needs Redis, and REDIS_URL is not set. Run "npm test": it brings one.');
  return url;
}
