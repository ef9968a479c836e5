import type { Redis } from 'ioredis';
import type { DurationMs } from '../../domain/clock.ts';
import { DEPLOYMENTS_KEPT, type DeploymentHistory } from '../../domain/ports/deployment-history.ts';
import { lockName } from '../../domain/target/service.ts';
import type { Keys } from '../ledger/keys.ts';
import { remember } from './scripts.ts';
import { readSeen, seenRecord } from './seen-record.ts';

/**
 * The deployments of services on Redis: a text a service, which one script reads, adds to and writes. A service of
 * which nothing was seen for the retention is forgotten.
 */
export const redisHistory = (redis: Redis, keys: Keys, retention: DurationMs): DeploymentHistory => ({
  async remember(service, seen) {
    await remember.run(
      redis,
      [keys.history(lockName(service))],
      [seenRecord(seen), DEPLOYMENTS_KEPT, retention],
    );
  },
  of: async (service, limit) => readSeen(await redis.get(keys.history(lockName(service)))).slice(0, limit),
});
