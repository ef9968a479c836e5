import { findRedis, findRedisServer, type RedisServerSource, type Say } from './find-redis.ts';
import { freePort } from './free-port.ts';
import type { AppendFsync, OwnRedis } from './own-redis.ts';
import { startRedisContainer } from './redis-container.ts';
import { startRedisProcess } from './redis-process.ts';

/** All optional: a temporary folder, a free port, and fsync on every write. */
export type StartRedisOptions = {
  readonly dir?: string;
  readonly port?: number;
  readonly appendfsync?: AppendFsync;
  readonly source?: RedisServerSource;
};

/** A Redis to use, which may be somebody else's. `stop` ends it only if it is our own. */
export type UsableRedis = { readonly url: string; stop(): Promise<void> };

/**
 * Starts a Redis server of one's own on 127.0.0.1, whatever `REDIS_URL` says, and resolves when it answers.
 * Without a `source` it is found, and installed if need be.
 */
export async function startRedis(options: StartRedisOptions = {}): Promise<OwnRedis> {
  const source = options.source ?? (await findRedisServer());
  const settings = {
    port: options.port ?? (await freePort()),
    appendfsync: options.appendfsync ?? 'always',
    dir: options.dir,
  };
  return source.kind === 'docker'
    ? await startRedisContainer(source.docker, settings)
    : await startRedisProcess(source.path, settings);
}

/** The Redis at `REDIS_URL` if that is set, else a server of one's own; says which. */
export async function useRedis(say: Say = console.log): Promise<UsableRedis> {
  const source = await findRedis(say);
  if (source.kind === 'given') {
    say('Redis: using the one at REDIS_URL.');
    return { url: source.url, stop: async () => undefined };
  }
  if (source.kind === 'docker') say('Redis: none on this machine; starting it in a Docker container …');
  const own = await startRedis({ source });
  say(`Redis: started ${source.kind === 'docker' ? 'the container' : source.path} at ${own.url}.`);
  return own;
}
