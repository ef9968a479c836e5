import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A Lua script that Redis runs as one step: all of it or nothing, with nothing in between. */
export interface Script {
  /** Runs it by its digest; sends the text once to a server that doesn't know it (a restarted one). */
  run(redis: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
}

/** Makes a script of its text. `now` is set to Redis's own clock in milliseconds before the text runs. */
export function script(body: string): Script {
  const lua = `local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
${body}`;
  const sha = createHash('sha1').update(lua).digest('hex');
  return {
    async run(redis, keys, args) {
      try {
        return await redis.evalsha(sha, keys.length, ...keys, ...args);
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('NOSCRIPT')) {
          return redis.eval(lua, keys.length, ...keys, ...args);
        }
        throw error;
      }
    },
  };
}
