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
import { rest } from './scripts.ts';

/** Which runs watch what, and what was seen, on Redis. */
export interface WatchStore extends RolloutViews {
  /** Clusters that should be read by now. */
  dueClusters(limit: number): Promise<readonly string[]>;
  /** The runs that watch something in a cluster. */
  watches(cluster: string): Promise<readonly { readonly run: RunId; readonly watch: Watch }[]>;
  /** When a cluster is read next; a cluster that nobody watches any more is forgotten. */
  restUntil(cluster: string, inMs: DurationMs): Promise<void>;
  /** Stores views seen at one moment. Answers those that differ from what the runs were woken for: field → digest. */
  saw(
    cluster: string,
    seenAt: EpochMs,
    views: ReadonlyMap<string, Omit<RolloutView, 'seenAt'>>,
  ): Promise<ReadonlyMap<string, string>>;
  /** The runs that follow these views have been woken. Said after it was done: a watcher that dies before is made good. */
  woken(cluster: string, digests: ReadonlyMap<string, string>): Promise<void>;
}

/** The field of a watch among its cluster's views. */
export const viewField = ({ ecsService, serviceDeployment }: Watch): string =>
  `${ecsService}|${serviceDeployment ?? '-'}`;

/** A view of something that nobody watches any more is kept this long. */
const VIEW_LIFE_MS = 3_600_000;

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
    async restUntil(cluster, inMs) {
      await rest.run(redis, [keys.watchers, keys.watches(cluster)], [cluster, inMs]);
    },
    async saw(cluster, seenAt, views) {
      const fields = [...views.keys()];
      if (fields.length === 0) return new Map();
      const told = await redis.hmget(keys.viewsTold(cluster), ...fields);
      const changed = new Map<string, string>();
      const lines: string[] = [];
      for (const [i, [field, view]] of [...views].entries()) {
        const line = JSON.stringify(view);
        const digest = createHash('sha256').update(line).digest('hex').slice(0, 32);
        if (told[i] === digest) continue;
        changed.set(field, digest);
        lines.push(field, line);
      }
      const write = redis.pipeline();
      write.hset(keys.viewsSeen(cluster), ...fields.flatMap((field) => [field, seenAt]));
      if (lines.length > 0) write.hset(keys.views(cluster), ...lines);
      for (const key of [keys.views(cluster), keys.viewsSeen(cluster)]) write.pexpire(key, VIEW_LIFE_MS);
      await write.exec();
      return changed;
    },
    async woken(cluster, digests) {
      if (digests.size === 0) return;
      await redis.hset(keys.viewsTold(cluster), ...[...digests].flat());
      await redis.pexpire(keys.viewsTold(cluster), VIEW_LIFE_MS);
    },
  };
}

const parsed = (line: string): object => z.looseObject({}).parse(JSON.parse(line));
