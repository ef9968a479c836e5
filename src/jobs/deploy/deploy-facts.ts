import { ringingOf } from '../../domain/alarm/ringing.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { type TookLately, tookLately } from '../../domain/history/took-lately.ts';
import type { Hold } from '../../domain/hold/hold.ts';
import { holdName } from '../../domain/hold/hold.ts';
import { scopesOver } from '../../domain/hold/scope.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import type { AlarmReading } from '../../domain/ports/alarms.ts';
import { DEPLOYMENTS_KEPT } from '../../domain/ports/deployment-history.ts';
import type { TaskDefinition } from '../../domain/ports/task-definitions.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Before } from '../rollout/check-service.ts';
import { type RunningImage, runningImages } from './running-image.ts';

/** What is known of a service before an image of it is deployed. */
export interface DeployFacts {
  readonly snapshot: ServiceSnapshot;
  /** What runs. */
  readonly definition: TaskDefinition;
  readonly running: readonly RunningImage[];
  /** The number of the family's newest active revision. */
  readonly newestRevision: number;
  /** The newest revision, where it isn't what runs and no run registered it: somebody else prepared it. */
  readonly unused?: TaskDefinition;
  readonly ringing: readonly AlarmReading[];
  readonly holds: readonly Hold[];
  readonly took?: TookLately;
}

/** Reads it, once. Throws where the store is away. */
export async function readDeployFacts(
  ctx: StepContext<unknown>,
  before: Before,
): Promise<Result<DeployFacts, Fault>> {
  const { ports, target } = ctx;
  const [snapshot, definition, running, alarms] = await Promise.all([
    ports.ecs.describe(target),
    ports.taskDefinitions.describe(target, before.taskDefinition),
    runningImages(ctx),
    ports.alarms.read(target, target.alarms),
  ]);
  if (!snapshot.ok) return err(snapshot.fault);
  if (!definition.ok) return err(definition.fault);
  if (!running.ok) return err(running.fault);
  if (!alarms.ok) return err(alarms.fault);
  const newest = await ports.taskDefinitions.newestRevision(target, definition.value.family);
  if (!newest.ok) return err(newest.fault);
  const unused = await unusedRevision(ctx, definition.value, newest.value);
  if (!unused.ok) return err(unused.fault);
  const took = tookLately(await ports.history.of(target, DEPLOYMENTS_KEPT));
  return ok({
    snapshot: snapshot.value,
    definition: definition.value,
    running: running.value,
    newestRevision: newest.value,
    ...(unused.value ? { unused: unused.value } : {}),
    ringing: ringingOf(target.alarms, alarms.value).ringing,
    holds: await ports.holds.standing(
      scopesOver(target).flatMap((scope) => [
        holdName({ kind: 'freeze', scope }),
        holdName({ kind: 'lock', scope }),
      ]),
    ),
    ...(took ? { took } : {}),
  });
}

/** The newest revision, if it isn't what runs and is nobody's leftover of a deployment. */
async function unusedRevision(
  { ports, target }: StepContext<unknown>,
  running: TaskDefinition,
  newest: number,
): Promise<Result<TaskDefinition | undefined, Fault>> {
  if (newest <= running.revision) return ok(undefined);
  const arn = `${running.arn.slice(0, running.arn.lastIndexOf(':'))}:${newest}`;
  const found = await ports.taskDefinitions.describe(target, arn);
  if (!found.ok) return found.fault.kind === 'missing' ? ok(undefined) : err(found.fault);
  return ok(found.value.imageTag === undefined ? found.value : undefined);
}
