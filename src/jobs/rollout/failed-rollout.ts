import type { StepContext } from '../../domain/operation/step.ts';
import type { Progress } from '../../domain/rollout/progress.ts';
import type { ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Verdict } from '../../domain/rollout/verdict.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { outOfTime } from './outcomes.ts';
import { whatHelps } from './what-helps.ts';
import { type Why, whyTasksFail } from './why.ts';

/** A rollout that fails, as it was seen. */
export interface FailingRollout {
  readonly deploymentId: string;
  readonly hasBreaker: boolean;
  readonly goes: 'forward' | 'back';
  readonly snapshot: ServiceSnapshot;
  readonly serviceDeployment?: ServiceDeployment | undefined;
  /** The figures that were stored before. */
  readonly before: Progress | undefined;
}

const whyOf = (ctx: StepContext<unknown>, failing: FailingRollout): Promise<Why | undefined> => {
  const { deploymentId, snapshot, serviceDeployment } = failing;
  const since =
    serviceDeployment?.createdAt ?? snapshot.deployments.find(({ id }) => id === deploymentId)?.createdAt;
  return whyTasksFail(ctx, { snapshot, deployment: deploymentId, since });
};

/** Said once: when the stored figures had no failure yet and these have. */
export async function firstFailure(
  ctx: StepContext<unknown>,
  failing: FailingRollout,
  progress: Progress,
): Promise<string | undefined> {
  if (progress.failed === 0 || (failing.before?.failed ?? 0) > 0) return undefined;
  const why = (await whyOf(ctx, failing))?.said ?? 'New tasks fail to start.';
  return failing.hasBreaker
    ? `${why} ECS's circuit breaker is counting.`
    : `${why} The service has no circuit breaker: ECS will go on trying by itself. The old tasks keep running.`;
}

/** How a rollout ended that didn't succeed, why, and what helps. */
export async function endOf(
  ctx: StepContext<unknown>,
  verdict: Exclude<Verdict, { kind: 'rolling' | 'succeeded' }>,
  failing: FailingRollout,
): Promise<Outcome> {
  if (verdict.kind === 'superseded') {
    const reason = `another deployment (${verdict.by}) replaced this one before it was done`;
    return { kind: 'superseded', reason };
  }
  const why = await whyOf(ctx, failing);
  const more = { reason: because(verdict.reason, why), ...(await helps(ctx, failing, why)) };
  return verdict.kind === 'failed'
    ? { kind: 'failed', ...more }
    : { kind: 'rolled-back', by: verdict.by, ...more };
}

/** The end of a rollout that isn't over and is watched no longer, why it makes no progress, and what helps. */
export async function givenUp(ctx: StepContext<unknown>, failing: FailingRollout): Promise<Outcome> {
  const why = await whyOf(ctx, failing);
  const outcome = outOfTime(ctx);
  return { ...outcome, reason: because(outcome.reason, why), ...(await helps(ctx, failing, why)) };
}

const helps = (ctx: StepContext<unknown>, { snapshot, goes }: FailingRollout, why: Why | undefined) =>
  whatHelps(ctx, { why, snapshot, goes });

const because = (reason: string, why: Why | undefined): string =>
  why === undefined ? reason : `${reason.replace(/[.\s]+$/, '')}. ${why.said}`;
