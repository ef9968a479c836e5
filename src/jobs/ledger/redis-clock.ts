import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Clock, DurationMs, EpochMs } from '../../domain/clock.ts';

/** How long a measurement of Redis's clock is good for: clocks of servers drift by far less than 1 ms in that time. */
const FRESH_MS: DurationMs = 10_000;

const Time = z.tuple([z.coerce.number(), z.coerce.number()]);

/**
 * Redis's own clock, read seldom: the difference to ours is kept. The answer is never ahead of Redis, so a deadline
 * made from it is never later than it should be. Throws where Redis can't be read.
 */
export function redisClock(redis: Redis, clock: Clock): () => Promise<EpochMs> {
  let offset = 0;
  let measuredAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (clock.now() - measuredAt > FRESH_MS) {
      const [seconds, micros] = Time.parse(await redis.time());
      // Measured against the time after the answer: what the way back took makes the estimate late, never early.
      measuredAt = clock.now();
      offset = seconds * 1000 + Math.floor(micros / 1000) - measuredAt;
    }
    return clock.now() + offset;
  };
}
