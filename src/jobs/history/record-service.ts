import type { Fault } from '../../domain/fault/fault.ts';
import { type Look, seeDeployments, tasksOf } from '../../domain/history/see-deployments.ts';
import {
  DEPLOYMENTS_KEPT,
  type DeploymentHistory,
  type SeenDeployment,
} from '../../domain/ports/deployment-history.ts';
import type { EcsServices } from '../../domain/ports/ecs-services.ts';
import type { EcsTasks } from '../../domain/ports/ecs-tasks.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import { REVISIONS_A_READ, type ServiceRevisions } from '../../domain/ports/service-revisions.ts';
import type { Result } from '../../domain/result.ts';
import type { ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { askedFor } from './asked-for.ts';

/** Where a service's deployments are read and kept. */
export interface RecordParts {
  readonly history: DeploymentHistory;
  readonly ecs: Pick<EcsServices, 'newestServiceDeployments'>;
  readonly tasks: EcsTasks;
  readonly revisions: Pick<ServiceRevisions, 'describe'>;
  readonly runs: Pick<RunReader, 'ofTarget' | 'journalOf'>;
}

/** What became of a look: whether all that there is to know of the deployment that runs is kept, and what failed. */
export interface Recorded {
  readonly whole: boolean;
  readonly faults: readonly Fault[];
}

/** ECS keeps the service deployments of 90 days; this many are looked at, in one call (ECS API). */
const SERVICE_DEPLOYMENTS = 20;

/**
 * Reads of a service what its description doesn't say, and keeps it: at the first look all that ECS still knows of
 * earlier deployments, later what has changed. A read that fails takes nothing from what the others say. Throws where
 * the store is away.
 */
export async function recordService(
  parts: RecordParts,
  service: ResolvedService,
  snapshot: ServiceSnapshot,
): Promise<Recorded> {
  const known = await parts.history.of(service, DEPLOYMENTS_KEPT);
  const faults: Fault[] = [];
  const read = <T>(answer: Result<T, Fault>, otherwise: T): T => {
    if (answer.ok) return answer.value;
    faults.push(answer.fault);
    return otherwise;
  };
  const live = read(await parts.tasks.ofService(service), { live: [], stopped: [], complete: true }).live;
  const serviceDeployments = hasAllEnds(known, snapshot)
    ? []
    : read(await parts.ecs.newestServiceDeployments(service, SERVICE_DEPLOYMENTS), []);
  const wanted = revisionsOf(serviceDeployments, known);
  const revisions =
    wanted.length === 0
      ? new Map()
      : read(await parts.revisions.describe(service, wanted.slice(0, REVISIONS_A_READ)), new Map());
  const look: Look = {
    snapshot,
    tasks: live,
    serviceDeployments,
    revisions,
    known,
    asked: await askedFor(parts.runs, service),
  };
  // The oldest first: whoever dies in between has left no gap behind what is newer.
  for (const seen of [...seeDeployments(look)].sort((a, b) => a.at - b.at))
    await parts.history.remember(service, seen);
  const after = await parts.history.of(service, DEPLOYMENTS_KEPT);
  return { whole: faults.length === 0 && hasAllEnds(after, snapshot) && showsItsTasks(look), faults };
}

/** Whether it is known how the deployment that runs ended, and the service deployment that ECS names. */
function hasAllEnds(known: readonly SeenDeployment[], snapshot: ServiceSnapshot): boolean {
  const primary = primaryOf(snapshot);
  const current = snapshot.currentServiceDeployment;
  return (
    known.some(({ id, end }) => id === primary?.id && end) &&
    (current === undefined ||
      known.some(({ serviceDeployment, end }) => serviceDeployment === current && end))
  );
}

/** Whether a task of the deployment that runs was seen running, if one should: by then ECS tells its digest. */
function showsItsTasks(look: Look): boolean {
  const primary = primaryOf(look.snapshot);
  if (!primary || look.snapshot.running === 0) return true;
  return tasksOf(primary, look).some(({ status }) => status === 'RUNNING');
}

/** The service revisions of which nothing is kept yet, or that may say what nobody saw. */
const revisionsOf = (
  serviceDeployments: readonly ServiceDeployment[],
  known: readonly SeenDeployment[],
): string[] =>
  serviceDeployments.flatMap(({ arn, target }) => {
    const images = known.find((one) => one.serviceDeployment === arn)?.images ?? [];
    const isSeen = images.length > 0 && images.every(({ digest }) => digest !== undefined);
    return target === undefined || isSeen ? [] : [target.arn];
  });
