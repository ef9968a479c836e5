import { type EpochMs, minutes } from '../../domain/clock.ts';
import { explain } from '../../domain/explain/explain.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { explained, type Why, whyTasksFail } from '../rollout/why.ts';

/** AWS's clock may be a little behind ours. */
const SLACK = minutes(1);

/** What the tasks of a service were like before more of them were asked for. */
export interface TasksBefore {
  /** By our clock. */
  readonly askedAt: EpochMs;
  /** How many of its deployment's tasks had failed by then. */
  readonly failed: number;
}

/**
 * Why tasks that were asked for don't run, as `explain` says it; undefined while nothing has failed. What stopped and
 * what it logged is read only once ECS has counted a failure.
 */
export async function whyNotRunning(
  ctx: StepContext<unknown>,
  snapshot: ServiceSnapshot,
  { askedAt, failed }: TasksBefore,
): Promise<Why | undefined> {
  const since = askedAt - SLACK;
  const primary = primaryOf(snapshot);
  if (primary && primary.failed > failed)
    return whyTasksFail(ctx, { snapshot, deployment: primary.id, since });
  const explanation = explain({ at: ctx.clock.now(), snapshot, stopped: [], log: [], since });
  // Tasks that have only not started yet are no mystery.
  return explanation.kind === 'known' ? explained(explanation) : undefined;
}
