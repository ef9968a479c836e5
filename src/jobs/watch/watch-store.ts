import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import { RunId } from '../../domain/ids.ts';
import { clusterKey } from '../../domain/ports/ecs-clusters.ts';
import type { RolloutViews } from '../../domain/ports/rollout-views.ts';
import { RolloutView, type Watch, Watch as WatchSchema } from '../../domain/rollout/rollout-view.ts';
import type { Keys } from '../ledger/keys.ts';
import { dueMembers } from '../ledger/scripts/notices-and-leases.ts';
import { beginReading, endReading, readSoon } from './scripts.ts';

/** Which runs watch what, and what was seen, on Redis. */
export interface WatchStore extends RolloutViews {
  /** Clusters that should be read by now. */
  dueClusters(limit: number): Promise<readonly string[]>;
  /** The runs that watch something in a cluster. */
  watches(cluster: string): Promise<readonly { readonly run: RunId; readonly watch: Watch }[]>;
  /** A read of a cluster begins. Answers a mark of this moment; `undefined` where nobody watches it any more. */
  readBegins(cluster: string): Promise<string | undefined>;
  /**
   * The read that began at that mark is over, the next one comes in so many ms. Where somebody has asked for one since the mark,
   * it comes at once; a cluster that nobody watches any more is forgotten.
   */
  readEnds(cluster: string, inMs: DurationMs, mark: string | undefined): Promise<void>;
  /** Something changed in a cluster: it is read at once if any run watches it. */
  readSoon(cluster: string): Promise<void>;
  /** Stores views seen at one moment. Answers those that differ from what the runs were woken for: field → digest. */
  saw(
    cluster: string,
    seenAt: EpochMs,
    views: ReadonlyMap<string, Omit<RolloutView, 'seenAt'>>,
  ): Promise<ReadonlyMap<string, string>>;
  /** The runs that follow these views have been woken. Said after it was done: a watcher that dies before is made good. */
  woken(cluster: string, digests: ReadonlyMap<string, string>): Promise<void>;
}

/**
 * The field of a watch among its cluster's views. Each run follows a deployment of its own, or is its own, so what an earlier run of
 * the service saw, or was woken for, is never taken for news or no news of this one.
 */
export const viewField = ({ ecsService, serviceDeployment, deployment, run }: Watch): string =>
  `${ecsService}|${serviceDeployment ?? deployment ?? run ?? '-'}`;

/** Views are kept this long after the last read of their cluster. */
const VIEW_LIFE_MS = 3_600_000;
/** A view must not go before what is known of who was told of it: nobody would be woken for the next one then. */
const TOLD_LIFE_MS = VIEW_LIFE_MS / 2;

/** What tells one view from another. Two failures of one kind have different words and request ids. */
function digestOf({ fault, ...seen }: Omit<RolloutView, 'seenAt'>): string {
  const facts = JSON.stringify({ ...seen, ...(fault ? { fault: [fault.kind, fault.call] } : {}) });
  return createHash('sha256').update(facts).digest('hex').slice(0, 32);
}

/** Opens the store. */
export function watchStore(redis: Redis, keys: Keys): WatchStore {
  return {
    async latest(watch) {
      const cluster = clusterKey(watch.cluster);
      const field = viewField(watch);
      const [stored, seen] = await Promise.all([
        redis.hget(keys.views(cluster), field),
        redis.hget(keys.viewsSeen(cluster), field),
      ]);
      if (stored === null || seen === null) return undefined;
      return RolloutView.parse({ ...parsed(stored), seenAt: Number(seen) });
    },
    async dueClusters(limit) {
      return z.array(z.string()).parse(await dueMembers.run(redis, [keys.watchers], [limit]));
    },
    async watches(cluster) {
      const all = await redis.hgetall(keys.watches(cluster));
      return Object.entries(all).map(([run, watch]) => ({
        run: RunId.parse(run),
        watch: WatchSchema.parse(JSON.parse(watch)),
      }));
    },
    async readBegins(cluster) {
      const mark = await beginReading.run(redis, [keys.watchers], [cluster]);
      return z.string().nullable().parse(mark) ?? undefined;
    },
    async readEnds(cluster, inMs, mark = '') {
      await endReading.run(redis, [keys.watchers, keys.watches(cluster)], [cluster, inMs, mark]);
    },
    async readSoon(cluster) {
      await readSoon.run(redis, [keys.watchers, keys.watches(cluster)], [cluster]);
    },
    async saw(cluster, seenAt, views) {
      const fields = [...views.keys()];
      if (fields.length === 0) return new Map();
      const [told, kept] = await Promise.all([
        redis.hmget(keys.viewsTold(cluster), ...fields),
        redis.hkeys(keys.viewsSeen(cluster)),
      ]);
      const changed = new Map<string, string>();
      const lines: string[] = [];
      for (const [i, [field, view]] of [...views].entries()) {
        const digest = digestOf(view);
        if (told[i] === digest) continue;
        changed.set(field, digest);
        lines.push(field, JSON.stringify(view));
      }
      const write = redis.pipeline();
      write.hset(keys.viewsSeen(cluster), ...fields.flatMap((field) => [field, seenAt]));
      if (lines.length > 0) write.hset(keys.views(cluster), ...lines);
      // A cluster in which always somebody watches something never expires: what nobody watches any more goes here.
      const left = kept.filter((field) => !views.has(field));
      for (const key of [keys.views(cluster), keys.viewsSeen(cluster), keys.viewsTold(cluster)]) {
        if (left.length > 0) write.hdel(key, ...left);
      }
      for (const key of [keys.views(cluster), keys.viewsSeen(cluster)]) write.pexpire(key, VIEW_LIFE_MS);
      await write.exec();
      return changed;
    },
    async woken(cluster, digests) {
      if (digests.size === 0) return;
      await redis.hset(keys.viewsTold(cluster), ...[...digests].flat());
      await redis.pexpire(keys.viewsTold(cluster), TOLD_LIFE_MS);
    },
  };
}

const parsed = (line: string): object => z.looseObject({}).parse(JSON.parse(line));
