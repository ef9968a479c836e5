import type { Fault } from '../../domain/fault/fault.ts';
import { type ClusterRef, type EcsClusters, SERVICES_A_READ } from '../../domain/ports/ecs-clusters.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { lockName, type ResolvedService } from '../../domain/target/service.ts';
import { batches } from '../batches.ts';
import { type RecordParts, recordService } from './record-service.ts';
import type { Turns } from './turns.ts';

/** What recording a cluster needs. */
export interface ClusterParts extends RecordParts {
  readonly clusters: Pick<EcsClusters, 'services'>;
  readonly turns: Pick<Turns, 'noted' | 'note'>;
}

/** What failed, and of which service where it was one's. */
export interface RecordFault {
  readonly fault: Fault;
  readonly service?: ResolvedService;
}

/**
 * Looks at the services of one cluster, ten a call, and closely at those of which something has changed since all of
 * it was kept. Goes on only while `mayGoOn` says so. Answers what failed. Throws where the store is away.
 */
export async function recordCluster(
  parts: ClusterParts,
  cluster: ClusterRef & { readonly key: string },
  services: readonly ResolvedService[],
  mayGoOn: () => Promise<boolean>,
): Promise<readonly RecordFault[]> {
  const noted = await parts.turns.noted(cluster.key);
  const faults: RecordFault[] = [];
  for (const batch of batches(services, SERVICES_A_READ)) {
    if (!(await mayGoOn())) return faults;
    const read = await parts.clusters.services(
      cluster,
      batch.map(({ ecsService }) => ecsService),
    );
    if (!read.ok) {
      faults.push({ fault: read.fault });
      continue;
    }
    for (const service of batch) {
      const snapshot = read.value.get(service.ecsService);
      const name = lockName(service);
      if (!snapshot || !primaryOf(snapshot) || noted.get(name) === digestOf(snapshot)) continue;
      if (!(await mayGoOn())) return faults;
      const recorded = await recordService(parts, service, snapshot);
      faults.push(...recorded.faults.map((fault) => ({ fault, service })));
      if (recorded.whole) await parts.turns.note(cluster.key, name, digestOf(snapshot));
    }
  }
  return faults;
}

/**
 * What of a service says that there is something new to see. Its number of tasks, too: under a mutable tag a task that
 * is added may run another image than those that were there.
 */
function digestOf(snapshot: ServiceSnapshot): string {
  const primary = primaryOf(snapshot);
  const { currentServiceDeployment = '', running } = snapshot;
  return [primary?.id, primary?.rolloutState, currentServiceDeployment, running].join(' ');
}
