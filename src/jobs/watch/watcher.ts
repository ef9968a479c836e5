import type { Clock, DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { RunId } from '../../domain/ids.ts';
import type { EcsClusters } from '../../domain/ports/ecs-clusters.ts';
import type { Lease } from '../../domain/ports/notices.ts';
import { readCluster } from './read-cluster.ts';
import { viewField, type WatchStore } from './watch-store.ts';

/** What a watcher needs. */
export interface WatcherParts {
  readonly store: WatchStore;
  readonly ecs: EcsClusters;
  readonly clock: Clock;
  /** The lease of one cluster: whoever holds it reads. */
  readonly leaseOf: (cluster: string) => Lease;
  /** Wakes a run whose view has changed. */
  readonly observed: (run: RunId) => Promise<void>;
  /** How often a cluster is read. */
  readonly every: DurationMs;
  readonly onFailure: OnFailure;
}

/** How many clusters one turn begins to read at most; the rest come with the next. */
const BATCH = 50;

/** Reads one cluster if nobody else does, stores what it saw, and wakes the runs whose view has changed. */
async function watchCluster(parts: WatcherParts, cluster: string): Promise<void> {
  const lease = parts.leaseOf(cluster);
  if (!(await lease.hold())) return;
  try {
    const begun = parts.clock.now();
    const mark = await parts.store.readBegins(cluster);
    const watches = await parts.store.watches(cluster);
    await readCluster(
      parts.ecs,
      watches.map(({ watch }) => watch),
      () => parts.clock.now(),
      async (seenAt, views) => {
        const changed = await parts.store.saw(cluster, seenAt, views);
        const woken = watches.filter(({ watch }) => changed.has(viewField(watch)));
        for (const { run } of woken) await parts.observed(run);
        await parts.store.woken(cluster, changed);
      },
    );
    // A clock that was set meanwhile must not make the next read later than usual.
    const spent = Math.max(0, parts.clock.now() - begun);
    await parts.store.readEnds(cluster, Math.max(0, parts.every - spent), mark);
  } finally {
    await lease.release();
  }
}

/** Watches clusters until stopped. Any number of workers may: a cluster is read by one of them at a time. */
export function startWatcher(parts: WatcherParts): { stop(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = async (): Promise<void> => {
    const clusters = await parts.store.dueClusters(BATCH);
    await Promise.all(
      clusters.map((cluster) =>
        watchCluster(parts, cluster).catch((error: unknown) =>
          parts.onFailure('a cluster could not be watched', error, { cluster }),
        ),
      ),
    );
  };
  const tick = (): void => {
    if (busy) return;
    busy = true;
    turn = look()
      .catch((error: unknown) => parts.onFailure('the watcher lost something', error))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(tick, Math.min(1000, parts.every / 4));
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
