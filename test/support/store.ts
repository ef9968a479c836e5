import type { Redis } from 'ioredis';
import { redactor } from '../../src/domain/redaction/redactor.ts';
import { type Keys, keysOf } from '../../src/jobs/ledger/keys.ts';
import type { Ledger } from '../../src/jobs/ledger/ledger.ts';
import { redisLedger } from '../../src/jobs/ledger/redis-ledger.ts';
import { type TestRedis, testRedis } from './redis.ts';

/** The ledger on a real Redis, in a keyspace of the test's own. */
export interface TestStore {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly server: TestRedis;
}

/** Lease and retention are short, so that a test sees them pass. */
export const TIMES = { lease: 60_000, retention: 60_000 } as const;

/** Opens a store; `cleanup` of its server deletes what it wrote. */
export function testStore(): TestStore {
  const server = testRedis();
  const redis = server.connect();
  const keys = keysOf(server.keyspace);
  return {
    redis,
    keys,
    ledger: redisLedger(redis, keys, { ...TIMES, redactor: redactor({ secrets: [] }) }),
    server,
  };
}
