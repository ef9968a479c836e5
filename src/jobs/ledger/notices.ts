import { setImmediate as breath } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import {
  type DueNotice,
  type Lease,
  type Notices,
  type Told,
  UNKNOWN_DIGEST,
} from '../../domain/ports/notices.ts';
import { RunEvent } from '../../domain/run/event.ts';
import { batches } from '../batches.ts';
import { DueRow, dueNotice } from './due-notice.ts';
import type { Keys } from './keys.ts';
import { puttingOff } from './put-off.ts';
import { readLines, readRun } from './run-record.ts';
import { dueRuns, holdLease, releaseLease, settle, tell } from './scripts/notices-and-leases.ts';
import { nothingTold, readStory } from './story-record.ts';

/** So many due runs are read at a time. Hundreds may be due, and a person's command in between must not wait for all. */
const AT_A_TIME = 25;

/** The list of runs whose story is behind, on Redis. `listening` is a connection used for nothing else. */
export function redisNotices(redis: Redis, listening: Redis, keys: Keys): Notices {
  const read: Notices['read'] = async (id) => {
    const [hash, lines, kept] = await Promise.all([
      redis.hgetall(keys.run(id)),
      redis.lrange(keys.events(id), 0, -1),
      redis.hgetall(keys.told(id)),
    ]);
    const run = readRun(hash);
    if (!run) return undefined;
    const told: Told = {
      version: Number(kept['version'] ?? 0),
      main: readStory(kept['main']) ?? nothingTold,
      mirror: readStory(kept['mirror']) ?? nothingTold,
    };
    return { run, events: readLines(lines, RunEvent), told };
  };
  const told: Notices['told'] = async (id, { version, main, mirror }) => {
    const fields = ['main', JSON.stringify(main), 'mirror', JSON.stringify(mirror)];
    const threads = [main.root, mirror.root].flatMap((root) =>
      root ? [keys.thread(root.channel, root.ts)] : [],
    );
    return (await tell.run(redis, [keys.run(id), keys.told(id), ...threads], [id, version, ...fields])) === 1;
  };

  return {
    read,
    told,
    async doubt(id, telling) {
      for (let stored = false; !stored; ) {
        const known = (await read(id))?.told;
        if (!known?.[telling].root) return;
        const { status: _notKnown, ...root } = known[telling].root;
        const story = { ...known[telling], root: { ...root, digest: UNKNOWN_DIGEST } };
        stored = await told(id, { ...known, [telling]: story });
      }
      await redis.zadd(keys.notices, 0, id);
    },
    async due(limit) {
      const rows = DueRow.array().parse(await dueRuns.run(redis, [keys.notices], [limit, keys.runPrefix]));
      const due: DueNotice[] = [];
      for (const some of batches(rows, AT_A_TIME)) {
        due.push(...some.map(dueNotice));
        await breath();
      }
      return due;
    },
    async settle(id, revision) {
      await settle.run(redis, [keys.run(id), keys.notices], [id, revision]);
    },
    postpone: puttingOff(redis, keys.notices, keys.runPrefix),
    onDue(listener) {
      listening.on('message', (channel) => {
        if (channel === keys.changes) listener();
      });
      listening.subscribe(keys.changes).catch(() => undefined);
    },
  };
}

/**
 * A lease on Redis: `holder` must be unique to the process. A process that was frozen between asking and hearing the
 * answer doesn't count as the holder, because the lease may have passed on meanwhile.
 */
export function redisLease(redis: Redis, key: string, holder: string, length: number): Lease {
  return {
    async hold() {
      const asked = performance.now();
      const mine = (await holdLease.run(redis, [key], [holder, length])) === 1;
      return mine && performance.now() - asked < length;
    },
    release: async () => {
      await releaseLease.run(redis, [key], [holder]);
    },
  };
}
