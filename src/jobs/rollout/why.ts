import { type EpochMs, minutes } from '../../domain/clock.ts';
import { type Explanation, explain, explainedShort } from '../../domain/explain/explain.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { looksLikeError } from '../../domain/logs/noise.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { TargetGroup } from '../../domain/tasks/target-group.ts';

/** Tasks that fail: those of a deployment, since a time by AWS's clock. */
export interface Failing {
  readonly snapshot: ServiceSnapshot;
  readonly deployment: string;
  readonly since?: EpochMs | undefined;
}

/** Why tasks fail; `said` is a sentence or two for a run's story. */
export type Why =
  | { readonly kind: 'explained'; readonly explanation: Explanation; readonly said: string }
  /** What stopped can't be read. */
  | { readonly kind: 'unread'; readonly said: string };

/** So many lines of the log that look like errors are looked at. */
const LOG_LINES = 50;
/** So many target groups are asked: a service has one or two, and may have five (Amazon ECS service quotas). */
const GROUPS = 5;

/**
 * Why the tasks of a deployment fail, as `explain` says it: from what stopped, what ECS said, what they logged, and what
 * load balancers find of them. Undefined where nothing fails. What can't be read beside what stopped is left out.
 */
export async function whyTasksFail(ctx: StepContext<unknown>, failing: Failing): Promise<Why | undefined> {
  const { ports, target, clock } = ctx;
  const { snapshot, deployment, since } = failing;
  const stopped = await ports.ecs.stoppedTasks(target, deployment);
  if (!stopped.ok) {
    return { kind: 'unread', said: `Why tasks stopped can't be read: ${ruleFor(stopped.fault).sentence}` };
  }
  const at = clock.now();
  const [log, targets, tasks] = await Promise.all([
    stopped.value.length === 0
      ? undefined
      : ports.logs.newest(target, {
          from: since ?? at - minutes(15),
          to: at,
          wanted: ({ text }) => looksLikeError(text),
          most: LOG_LINES,
        }),
    groupsOf(ctx, snapshot),
    snapshot.targetGroups ? ports.tasks.ofService(target) : undefined,
  ]);
  return explained(
    explain({
      at,
      snapshot,
      stopped: stopped.value,
      log: log?.ok ? log.value.lines : [],
      targets,
      live: tasks?.ok ? tasks.value.live : [],
      ...(since === undefined ? {} : { since }),
    }),
  );
}

/** An explanation for a run's story; undefined where nothing fails. */
export function explained(explanation: Explanation): Extract<Why, { kind: 'explained' }> | undefined {
  const said = explainedShort(explanation);
  return said === undefined ? undefined : { kind: 'explained', explanation, said: `${said}.` };
}

async function groupsOf(
  { ports, target }: StepContext<unknown>,
  { targetGroups = [] }: ServiceSnapshot,
): Promise<readonly TargetGroup[]> {
  const read = await Promise.all(
    targetGroups.slice(0, GROUPS).map((arn) => ports.targets.ofGroup(target, arn)),
  );
  return read.flatMap((one) => (one.ok ? [one.value] : []));
}
