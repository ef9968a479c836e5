import { minutes } from '../../domain/clock.ts';
import { explain, explainedShort } from '../../domain/explain/explain.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { looksLikeError } from '../../domain/logs/noise.ts';
import type { Looked, StepContext } from '../../domain/operation/step.ts';
import type { Progress } from '../../domain/rollout/progress.ts';
import type { RolloutView, Watch } from '../../domain/rollout/rollout-view.ts';
import { type Followed, judge, progressOf, type Verdict } from '../../domain/rollout/verdict.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Offer, Question } from '../../domain/run/question.ts';
import { outOfTime } from './outcomes.ts';
import { atHook } from './paused-hook.ts';
import { stuckQuestion, withBest } from './stuck.ts';

/** A rollout to follow, and what success is called. */
export interface FollowedRollout extends Followed {
  /** Absent on services for which ECS keeps no service deployments. */
  readonly serviceDeployment?: string | undefined;
  /** Whether ECS itself ends a rollout that can't start its tasks. */
  readonly hasBreaker: boolean;
  readonly success: (progress: Progress) => string;
  /** What one may do instead of waiting, where it makes no progress. */
  readonly instead: readonly Offer[];
}

/**
 * One look at a rollout through what its cluster's watcher saw: the figures, and the end when ECS's own words say
 * that it is over. Asks ECS nothing itself, but for why tasks stopped.
 */
export async function followRollout(
  ctx: StepContext<unknown>,
  followed: FollowedRollout,
): Promise<Looked<never>> {
  const watch = watchOf(ctx, followed);
  const view = await ctx.ports.views.latest(watch);
  const again = (remark: string, more: Seen = {}) =>
    ({ kind: 'again', after: ctx.pace.backstop, for: 'rollout', watch, remark, ...more }) as const;

  const quietSince = ctx.run.progress?.best?.at ?? ctx.run.acceptedAt;
  const isTooLong = ctx.clock.now() - quietSince >= ctx.pace.rolloutLimit;
  if (!view?.snapshot && isTooLong) return { kind: 'end', outcome: outOfTime(ctx) };
  if (!view) return again('ECS has the request; waiting for the first look at it');
  if (view.fault) return isTooLong ? { kind: 'end', outcome: outOfTime(ctx) } : blind(watch, view.fault);
  const { snapshot, serviceDeployment } = view;
  if (!snapshot) {
    const reason = `The service ${ctx.target.ecsService} isn't there any more.`;
    return { kind: 'end', outcome: { kind: 'failed', reason } };
  }
  // Right after it began ECS may list a service deployment and not yet describe it.
  if (followed.serviceDeployment && !serviceDeployment) {
    return again('ECS has the request; its deployment is not readable yet');
  }

  const progress = withBest(
    ctx.run.progress,
    progressOf(followed, snapshot, serviceDeployment),
    ctx.clock.now(),
  );
  const verdict = judge(followed, snapshot, serviceDeployment);
  if (verdict.kind !== 'rolling') {
    const why = verdict.kind === 'succeeded' ? undefined : await whyOf(ctx, followed, view);
    return { kind: 'end', outcome: outcomeOf(verdict, followed, progress, why), progress };
  }
  const note = await firstFailure(ctx, followed, view, progress);
  const more = { progress, ...(note === undefined ? {} : { note }) };
  if (serviceDeployment?.hook) {
    const held = atHook(ctx, { deployment: serviceDeployment, hook: serviceDeployment.hook });
    if ('kind' in held) return held;
    // A deployment that waits for somebody isn't slow.
    const waits = {
      ...more,
      progress: { ...progress, best: { running: progress.running, old: progress.old, at: ctx.clock.now() } },
    };
    return 'question' in held
      ? again('ECS waits at a PAUSE hook', { ...waits, question: held.question })
      : again(held.remark, waits);
  }
  if (isTooLong && verdict.phase === 'forward') return { kind: 'end', outcome: outOfTime(ctx), progress };
  const question =
    verdict.phase === 'forward'
      ? stuckQuestion(ctx, { progress, snapshot, serviceDeployment, instead: followed.instead })
      : undefined;
  return again(remarkOf(verdict.phase, progress), { ...more, ...(question ? { question } : {}) });
}

/** What a look tells besides its remark. */
interface Seen {
  readonly progress?: Progress;
  readonly note?: string;
  readonly question?: Question;
}

const watchOf = (
  { target }: StepContext<unknown>,
  { serviceDeployment, deploymentId }: FollowedRollout,
): Watch => ({
  cluster: {
    account: target.account,
    region: target.region,
    cluster: target.cluster,
    ...(target.role === undefined ? {} : { role: target.role }),
  },
  ecsService: target.ecsService,
  deployment: deploymentId,
  ...(serviceDeployment === undefined ? {} : { serviceDeployment }),
});

/** ECS can't be read: a fault that may heal is waited for, any other ends the watching, not the rollout. */
function blind(watch: Watch, fault: Fault): Looked<never> {
  const rule = ruleFor(fault);
  if (rule.retry === 'later') return { kind: 'fault', fault, watch };
  const reason = `${rule.sentence} The rollout can't be followed; ECS goes on with it.`;
  return { kind: 'end', outcome: { kind: 'gave-up', reason } };
}

function remarkOf(phase: 'forward' | 'back' | 'stopping', progress: Progress): string {
  switch (phase) {
    case 'back':
      return 'ECS is rolling back';
    case 'stopping':
      return 'ECS is stopping the deployment';
    case 'forward':
      return `${progress.running} of ${progress.desired} new tasks are running`;
  }
}

/** Said once: when the stored figures had no failure yet and these have. */
async function firstFailure(
  ctx: StepContext<unknown>,
  followed: FollowedRollout,
  view: RolloutView,
  progress: Progress,
): Promise<string | undefined> {
  if (progress.failed === 0 || (ctx.run.progress?.failed ?? 0) > 0) return undefined;
  const why = (await whyOf(ctx, followed, view))?.said ?? 'New tasks fail to start.';
  return followed.hasBreaker
    ? `${why} ECS's circuit breaker is counting.`
    : `${why} The service has no circuit breaker: ECS will go on trying by itself. The old tasks keep running.`;
}

/** Why a rollout fails: a sentence or two, and whether trying again can help. */
interface Why {
  readonly said: string;
  readonly again: 'may-work' | 'fails-again';
}

/** So many lines of the log that look like errors are looked at. */
const LOG_LINES = 50;

/**
 * Why the rollout's tasks fail, as `explain` says it: from what stopped, from what ECS said since it began, and from
 * what the tasks logged. A log that can't be read leaves the rest as it is.
 */
async function whyOf(
  { ports, target, clock }: StepContext<unknown>,
  { deploymentId }: FollowedRollout,
  { snapshot, serviceDeployment }: RolloutView,
): Promise<Why | undefined> {
  if (!snapshot) return undefined;
  const stopped = await ports.ecs.stoppedTasks(target, deploymentId);
  if (!stopped.ok) {
    return { said: `Why tasks stopped can't be read: ${ruleFor(stopped.fault).sentence}`, again: 'may-work' };
  }
  const since =
    serviceDeployment?.createdAt ?? snapshot.deployments.find(({ id }) => id === deploymentId)?.createdAt;
  const at = clock.now();
  const log =
    stopped.value.length === 0
      ? undefined
      : await ports.logs.newest(target, {
          from: since ?? at - minutes(15),
          to: at,
          wanted: ({ text }) => looksLikeError(text),
          most: LOG_LINES,
        });
  const explanation = explain({
    at,
    snapshot,
    stopped: stopped.value,
    log: log?.ok ? log.value.lines : [],
    ...(since === undefined ? {} : { since }),
  });
  const said = explainedShort(explanation);
  return said === undefined ? undefined : { said: `${said}.`, again: explanation.again };
}

function outcomeOf(
  verdict: Exclude<Verdict, { kind: 'rolling' }>,
  followed: FollowedRollout,
  progress: Progress,
  why: Why | undefined,
): Outcome {
  const because = (reason: string): string =>
    why === undefined ? reason : `${reason.replace(/[.\s]+$/, '')}. ${why.said}`;
  const again = why?.again === 'fails-again' ? { again: why.again } : {};
  switch (verdict.kind) {
    case 'succeeded':
      return { kind: 'succeeded', summary: followed.success(progress) };
    case 'failed':
      return { kind: 'failed', reason: because(verdict.reason), ...again };
    case 'rolled-back':
      return { kind: 'rolled-back', by: verdict.by, reason: because(verdict.reason), ...again };
    case 'superseded':
      return {
        kind: 'superseded',
        reason: `another deployment (${verdict.by}) replaced this one before it was done`,
      };
  }
}
