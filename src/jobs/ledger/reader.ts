import type { Redis } from 'ioredis';
import { RunId, type RunNumber } from '../../domain/ids.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import { JournalEntry } from '../../domain/run/journal.ts';
import type { Run } from '../../domain/run/run.ts';
import { lockName } from '../../domain/target/service.ts';
import type { Keys } from './keys.ts';
import { readLines, readRun } from './run-record.ts';

/** Reads runs from Redis. Throws where Redis can't be read. */
export function runReader(redis: Redis, keys: Keys): RunReader {
  const byId = async (id: string | null): Promise<Run | undefined> =>
    id === null ? undefined : readRun(await redis.hgetall(keys.run(RunId.parse(id))));

  const newestOf = async (index: string, limit: number): Promise<Run[]> => {
    const ids = await redis.zrevrange(index, 0, limit - 1);
    const runs = await Promise.all(ids.map(byId));
    return runs.filter((run) => run !== undefined);
  };

  return {
    holderOf: async (service) => byId(await redis.get(keys.lock(lockName(service)))),
    byNumber: async (number: RunNumber) => byId(await redis.get(keys.number(number))),
    byThread: async (channel, ts) => byId(await redis.get(keys.thread(channel, ts))),
    newest: (limit) => newestOf(keys.byTime, limit),
    live: (limit) => newestOf(keys.live, limit),
    ofTarget: (service, limit) => newestOf(keys.byTarget(lockName(service)), limit),
    journalOf: async (id) => readLines(await redis.lrange(keys.journal(id), 0, -1), JournalEntry),
  };
}
