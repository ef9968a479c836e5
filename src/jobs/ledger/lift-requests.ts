import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DurationMs } from '../../domain/clock.ts';
import { holdName } from '../../domain/hold/hold.ts';
import type { LiftRequests } from '../../domain/ports/lift-requests.ts';
import type { Keys } from './keys.ts';
import { script } from './script.ts';

const Asker = z.object({ kind: z.literal('slack'), team: z.string(), user: z.string() });

/** KEYS request · ARGV who asks, for how many ms · Answers who asked first. */
const askFirst = script(`
redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])
return redis.call('GET', KEYS[1])
`);

/** Wishes to lift holds, on Redis, each for `length`. */
export const redisLiftRequests = (redis: Redis, keys: Keys, length: DurationMs): LiftRequests => ({
  async ask(hold, by) {
    const key = keys.liftRequest(`${holdName(hold)}/${hold.since}`);
    const first = await askFirst.run(redis, [key], [JSON.stringify(by), length]);
    return Asker.parse(JSON.parse(z.string().parse(first)));
  },
});
