import type { Redis } from 'ioredis';
import { RunId, type RunNumber } from '../../domain/ids.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import type { Run } from '../../domain/run/run.ts';
import { lockName } from '../../domain/target/service.ts';
import type { Keys } from './keys.ts';
import { readRun } from './run-record.ts';

/** Reads runs from Redis. Throws where Redis can't be read. */
export function runReader(redis: Redis, keys: Keys): RunReader {
  const byId = async (id: string | null): Promise<Run | undefined> =>
    id === null ? undefined : readRun(await redis.hgetall(keys.run(RunId.parse(id))));
  return {
    holderOf: async (service) => byId(await redis.get(keys.lock(lockName(service)))),
    byNumber: async (number: RunNumber) => byId(await redis.hget(keys.numbers, String(number))),
  };
}
