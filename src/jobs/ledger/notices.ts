import type { Redis } from 'ioredis';
import { RunId } from '../../domain/ids.ts';
import { type Lease, type Notices, type Told, UNKNOWN_DIGEST } from '../../domain/ports/notices.ts';
import { RunEvent } from '../../domain/run/event.ts';
import { type DueFields, dueNotice } from './due-notice.ts';
import type { Keys } from './keys.ts';
import { readLines, readRun } from './run-record.ts';
import { dueMembers, holdLease, postpone, releaseLease, settle, tell } from './scripts/notices-and-leases.ts';
import { nothingTold, readStory } from './story-record.ts';

/** The list of runs whose story is behind, on Redis. `listening` is a connection used for nothing else. */
export function redisNotices(redis: Redis, listening: Redis, keys: Keys): Notices {
  // One round trip, mostly, whatever the number of runs: ioredis sends what is asked for in one tick in one go.
  const facts = async (id: RunId): Promise<DueFields> => {
    const [run, main, events] = await Promise.all([
      redis.hmget(keys.run(id), 'number', 'revision', 'state', 'acceptedAt', 'channel'),
      redis.hget(keys.told(id), 'main'),
      redis.llen(keys.events(id)),
    ]);
    const [number, revision, state, acceptedAt, channel] = run;
    const common = { id, number, revision, state, acceptedAt, channel, main, events };
    // Not for every run: a request is long, and hundreds may be due.
    return channel === null ? { ...common, request: await redis.hget(keys.run(id), 'request') } : common;
  };

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
      const ids = RunId.array().parse(await dueMembers.run(redis, [keys.notices], [limit]));
      return (await Promise.all(ids.map(facts))).map(dueNotice);
    },
    async settle(id, revision) {
      await settle.run(redis, [keys.run(id), keys.notices], [id, revision]);
    },
    async postpone(id, revision, delay) {
      await postpone.run(redis, [keys.run(id), keys.notices], [id, revision, Math.ceil(delay)]);
    },
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
