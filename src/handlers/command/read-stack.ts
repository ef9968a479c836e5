import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { type ClusterRef, clusterKey, SERVICES_A_READ } from '../../domain/ports/ecs-clusters.ts';
import { REVISIONS_A_READ, type RunningImage } from '../../domain/ports/service-revisions.ts';
import type { Result } from '../../domain/result.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { ServiceLine } from '../../views/reply/stack-status.ts';
import type { HandlerParts } from '../parts.ts';
import { readAlarms } from './read-alarms.ts';
import { stopsOver } from './stops-over.ts';

type Read = Pick<ServiceLine, 'seen'>['seen'];

/**
 * Reads services as ECS has them now, ten of a cluster at a time, with the alarms that ring and what holds each. One that can't be read is said
 * to be unknown, with why; the others are shown all the same. In the order of the services given.
 */
export async function readStack(
  parts: HandlerParts,
  services: readonly ResolvedService[],
): Promise<readonly ServiceLine[]> {
  const clusters = Map.groupBy(services, clusterKey);
  const batches = [...clusters.values()].flatMap((ours) => chunks(ours, SERVICES_A_READ));
  const [alarmsOf, ...seen] = await Promise.all([
    readAlarms(parts.reads.alarms, services),
    ...batches.map((batch) => readBatch(parts, batch)),
  ]);
  const read = new Map(seen.flat());
  return Promise.all(
    services.map(async (target) => {
      const [holder, holds] = await Promise.all([
        parts.runs.holderOf(target).then(
          (run) => run ?? ('nobody' as const),
          () => 'unknown' as const,
        ),
        stopsOver(parts, target),
      ]);
      return {
        target,
        seen: read.get(target) ?? { kind: 'unknown', why: 'It was not read.' },
        alarms: alarmsOf(target),
        holder,
        holds,
      };
    }),
  );
}

async function readBatch(
  { reads }: HandlerParts,
  batch: readonly ResolvedService[],
): Promise<readonly (readonly [ResolvedService, Read])[]> {
  const [first] = batch;
  if (!first) return [];
  const found = await reads.clusters.services(
    first,
    batch.map(({ ecsService }) => ecsService),
  );
  if (!found.ok) return batch.map((target) => [target, unknown(found.fault)]);
  const images = await readImages(reads.revisions, first, [...found.value.values()]);
  return batch.map((target) => {
    const snapshot = found.value.get(target.ecsService);
    if (!snapshot) return [target, { kind: 'unknown', why: 'ECS knows no such service.' }];
    const own = (snapshot.revisions ?? []).flatMap((arn) => images.get(arn) ?? []);
    const image = own.find(({ container }) => container === target.container);
    return [target, { kind: 'read', snapshot, ...(image === undefined ? {} : { image }) }];
  });
}

const unknown = (fault: Fault): Read => ({ kind: 'unknown', why: ruleFor(fault).sentence });

/** Images are worth a read, and not the loss of the rest: where they can't be read they aren't shown. */
async function readImages(
  revisions: HandlerParts['reads']['revisions'],
  cluster: ClusterRef,
  snapshots: readonly ServiceSnapshot[],
): Promise<ReadonlyMap<string, readonly RunningImage[]>> {
  const arns = snapshots.flatMap((snapshot) => snapshot.revisions ?? []);
  const read: Result<ReadonlyMap<string, readonly RunningImage[]>, Fault>[] = await Promise.all(
    chunks(arns, REVISIONS_A_READ).map((some) => revisions.images(cluster, some)),
  );
  return new Map(read.flatMap((one) => (one.ok ? [...one.value] : [])));
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
