import type { Redis } from 'ioredis';
import { z } from 'zod';
import { RunId } from '../../domain/ids.ts';
import type { Lease, Notices, Told } from '../../domain/ports/notices.ts';
import { RunEvent } from '../../domain/run/event.ts';
import type { Keys } from './keys.ts';
import { readLines, readRun } from './run-record.ts';
import { dueMembers, holdLease, postpone, releaseLease, settle, tell } from './scripts/notices-and-leases.ts';

const ToldHash = z.object({
  root: z.string().optional(),
  rootDigest: z.string().optional(),
  events: z.coerce.number().default(0),
  pending: z.string().optional(),
});

/** The list of runs whose story is behind, on Redis. `listening` is a connection used for nothing else. */
export function redisNotices(redis: Redis, listening: Redis, keys: Keys): Notices {
  return {
    async due(limit) {
      return z.array(RunId).parse(await dueMembers.run(redis, [keys.notices], [limit]));
    },
    async read(id) {
      const run = readRun(await redis.hgetall(keys.run(id)));
      if (!run) return undefined;
      const events = readLines(await redis.lrange(keys.events(id), 0, -1), RunEvent);
      const { root, rootDigest, pending, events: count } = ToldHash.parse(await redis.hgetall(keys.told(id)));
      const told: Told = {
        events: count,
        ...(root === undefined ? {} : { root }),
        ...(rootDigest === undefined ? {} : { rootDigest }),
        ...(pending === undefined || pending === '' ? {} : { pending }),
      };
      return { run, events, told };
    },
    async told(id, told) {
      const fields = Object.entries({ pending: '', ...told }).flatMap(([field, value]) => [
        field,
        String(value),
      ]);
      await tell.run(redis, [keys.run(id), keys.told(id)], fields);
    },
    async settle(id, revision) {
      await settle.run(redis, [keys.run(id), keys.notices], [id, revision]);
    },
    async postpone(id, delay) {
      await postpone.run(redis, [keys.notices], [id, delay]);
    },
    onDue(listener) {
      listening.on('message', listener);
      listening.subscribe(keys.changes).catch(() => undefined);
    },
  };
}

/** A lease on Redis: `holder` must be unique to the process. */
export function redisLease(redis: Redis, key: string, holder: string, length: number): Lease {
  return {
    hold: async () => (await holdLease.run(redis, [key], [holder, length])) === 1,
    release: async () => {
      await releaseLease.run(redis, [key], [holder]);
    },
  };
}
