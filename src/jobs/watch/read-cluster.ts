import type { EpochMs } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import {
  type ClusterRef,
  type EcsClusters,
  SERVICE_DEPLOYMENTS_A_READ,
  SERVICES_A_READ,
} from '../../domain/ports/ecs-clusters.ts';
import type { Result } from '../../domain/result.ts';
import type { RolloutView, Watch } from '../../domain/rollout/rollout-view.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { batches } from '../batches.ts';
import { viewField } from './watch-store.ts';

/** What is kept of a service's events: the newest. All hundred of each would be read and written for nothing. */
const EVENTS_KEPT = 5;

type View = Omit<RolloutView, 'seenAt'>;

/** Reads everything that is watched in a cluster with as few calls as the API allows, and hands over each batch. */
export async function readCluster(
  ecs: EcsClusters,
  watches: readonly Watch[],
  now: () => EpochMs,
  onSeen: (seenAt: EpochMs, views: ReadonlyMap<string, View>) => Promise<void>,
): Promise<void> {
  const [first] = watches;
  if (!first) return;
  const { cluster } = first;
  const byField = new Map(watches.map((watch) => [viewField(watch), watch]));
  const names = [...new Set(watches.map(({ ecsService }) => ecsService))];
  const arns = [...new Set(watches.flatMap(({ serviceDeployment }) => serviceDeployment ?? []))];
  const snapshots = await readAll(cluster, names, SERVICES_A_READ, ecs.services);
  const deployments = await readAll(cluster, arns, SERVICE_DEPLOYMENTS_A_READ, ecs.serviceDeployments);
  const views = new Map<string, View>();
  for (const [field, { ecsService, serviceDeployment }] of byField) {
    const snapshot = snapshots.get(ecsService);
    const deployment = serviceDeployment === undefined ? undefined : deployments.get(serviceDeployment);
    const fault = [snapshot, deployment].flatMap((read) => (read && !read.ok ? [read.fault] : []))[0];
    views.set(field, {
      ...(snapshot?.ok ? { snapshot: trimmed(snapshot.value) } : {}),
      ...(deployment?.ok ? { serviceDeployment: deployment.value } : {}),
      ...(fault ? { fault } : {}),
    });
  }
  await onSeen(now(), views);
}

const trimmed = (snapshot: ServiceSnapshot): ServiceSnapshot => ({
  ...snapshot,
  events: snapshot.events.slice(0, EVENTS_KEPT),
});

/** Reads names in batches. A batch that fails gives its fault for each of its names; what isn't there is absent. */
async function readAll<T>(
  cluster: ClusterRef,
  names: readonly string[],
  size: number,
  read: (cluster: ClusterRef, names: readonly string[]) => Promise<Result<ReadonlyMap<string, T>, Fault>>,
): Promise<Map<string, Result<T, Fault>>> {
  const all = new Map<string, Result<T, Fault>>();
  for (const batch of batches(names, size)) {
    const answer = await read(cluster, batch);
    for (const name of batch) {
      const value = answer.ok ? answer.value.get(name) : undefined;
      if (!answer.ok) all.set(name, answer);
      else if (value !== undefined) all.set(name, { ok: true, value });
    }
  }
  return all;
}
