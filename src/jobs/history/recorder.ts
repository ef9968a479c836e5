import type { Clock, DurationMs } from '../../domain/clock.ts';
import { logFault, type OnFailure } from '../../domain/fault/log-fault.ts';
import { type ClusterRef, clusterKey } from '../../domain/ports/ecs-clusters.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Lease } from '../../domain/ports/notices.ts';
import type { Catalog } from '../../domain/target/catalog.ts';
import { lockName, type ResolvedService, targetName } from '../../domain/target/service.ts';
import { type ClusterParts, type RecordFault, recordCluster } from './record-cluster.ts';
import type { Turns } from './turns.ts';

/** What a recorder needs. */
export interface RecorderParts extends ClusterParts {
  readonly catalog: Pick<Catalog, 'services'>;
  readonly turns: Turns;
  /** The lease of one cluster: whoever holds it records. */
  readonly leaseOf: (cluster: string) => Lease;
  readonly clock: Clock;
  /** How often a cluster is looked at. */
  readonly every: DurationMs;
  readonly log: Log;
  readonly onFailure: OnFailure;
}

interface Cluster {
  readonly ref: ClusterRef & { readonly key: string };
  readonly services: readonly ResolvedService[];
}

/** How often it is looked at most whether a cluster is due. */
const TICK_MS = 5000;

/**
 * Remembers the deployments of every service of the catalog, whoever began them, until stopped. Any number of workers
 * may: a cluster is looked at by one of them at a time. Where nothing changes it costs one DescribeServices for ten
 * services each time. A recorder that dies has kept what it saw; what it hadn't seen yet is due for the next.
 */
export function startRecorder(parts: RecorderParts): { stop(): Promise<void> } {
  const clusters = clustersOf(parts.catalog);
  let turn: Promise<unknown> = Promise.resolve();
  let state: 'idle' | 'busy' | 'stopping' = 'idle';

  const record = async ({ ref, services }: Cluster): Promise<void> => {
    const lease = parts.leaseOf(ref.key);
    if (!(await lease.hold())) return;
    try {
      // Somebody may have recorded it between the look at what is due and the lease.
      if ((await parts.turns.due([ref.key])).length === 0) return;
      const begun = parts.clock.now();
      let left = false;
      const faults = await recordCluster(parts, ref, services, async () => {
        left ||= state === 'stopping' || !(await lease.hold());
        return !left;
      });
      for (const one of distinct(faults)) tell(parts.log, ref, one);
      if (left) return;
      const spent = Math.max(0, parts.clock.now() - begun);
      await (faults.length > 0
        ? parts.turns.failed(ref.key)
        : parts.turns.done(ref.key, Math.max(0, parts.every - spent)));
    } finally {
      await lease.release();
    }
  };
  const look = async (): Promise<void> => {
    const due = await parts.turns.due([...clusters.keys()]);
    await Promise.all(
      due.flatMap((key) => {
        const cluster = clusters.get(key);
        return cluster
          ? record(cluster).catch((error: unknown) =>
              parts.onFailure('deployments of a cluster could not be recorded', error, { cluster: key }),
            )
          : [];
      }),
    );
  };
  const tick = (): void => {
    if (state !== 'idle') return;
    state = 'busy';
    turn = look()
      .catch((error: unknown) => parts.onFailure('the recorder of deployments lost something', error))
      .finally(() => {
        if (state === 'busy') state = 'idle';
      });
  };
  if (clusters.size > 0) tick();
  const timer = setInterval(tick, Math.min(TICK_MS, parts.every / 4));
  return {
    async stop() {
      clearInterval(timer);
      state = 'stopping';
      await turn;
    },
  };
}

/** The catalog's services by cluster and credentials; one that two names lead to stands there once. */
function clustersOf({ services }: Pick<Catalog, 'services'>): ReadonlyMap<string, Cluster> {
  const clusters = new Map<string, { ref: Cluster['ref']; services: ResolvedService[] }>();
  for (const service of new Map(services.map((one) => [lockName(one), one])).values()) {
    const { account, role, region, cluster } = service;
    const key = clusterKey(service);
    const known = clusters.get(key) ?? { ref: { account, role, region, cluster, key }, services: [] };
    known.services.push(service);
    clusters.set(key, known);
  }
  return clusters;
}

/** One of a kind: a permission that is missing is missing for every service. */
const distinct = (faults: readonly RecordFault[]): readonly RecordFault[] => [
  ...new Map(faults.map((one) => [`${one.fault.kind} ${one.fault.call}`, one])).values(),
];

const tell = (log: Log, { key: cluster }: Cluster['ref'], { fault, service }: RecordFault): void =>
  logFault(
    log,
    fault,
    { cluster, ...(service ? { service: targetName(service) } : {}) },
    'deployments could not be recorded',
  );
