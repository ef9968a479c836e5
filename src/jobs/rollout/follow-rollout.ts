import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { Looked, StepContext } from '../../domain/operation/step.ts';
import type { Progress } from '../../domain/rollout/progress.ts';
import type { Watch } from '../../domain/rollout/rollout-view.ts';
import { type Followed, judge, progressOf } from '../../domain/rollout/verdict.ts';
import type { Offer, Question } from '../../domain/run/question.ts';
import { endOf, type FailingRollout, firstFailure, givenUp } from './failed-rollout.ts';
import { rollbackOffer, whyOffer } from './offers.ts';
import { outOfTime } from './outcomes.ts';
import { pastHooks, whyTakenBack } from './past-hooks.ts';
import { atHook } from './paused-hook.ts';
import type { Made } from './see-at-hook.ts';
import { stuckQuestion, withBest } from './stuck.ts';
import { watchedCluster } from './watched-cluster.ts';

/** A rollout to follow, and what success is called. */
export interface FollowedRollout extends Followed {
  /** Absent on services for which ECS keeps no service deployments. */
  readonly serviceDeployment?: string | undefined;
  /** Whether ECS itself ends a rollout that can't start its tasks. */
  readonly hasBreaker: boolean;
  /** Whether it brings something new, or what ran before. */
  readonly goes: 'forward' | 'back';
  /** What the run made, where going on at a PAUSE hook may take consent to it. */
  readonly made?: Made | undefined;
  readonly success: (progress: Progress) => string;
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

  const before = progressBefore(ctx, followed);
  const quietSince = before?.best?.at ?? ctx.begunAt;
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

  const past = serviceDeployment && (await pastHooks(ctx, serviceDeployment));
  if (past) return past;

  const progress = {
    ...withBest(before, progressOf(followed, snapshot, serviceDeployment), ctx.clock.now()),
    of: followed.deploymentId,
  };
  const verdict = judge(followed, snapshot, serviceDeployment);
  if (verdict.kind === 'succeeded') {
    return { kind: 'end', outcome: { kind: 'succeeded', summary: followed.success(progress) }, progress };
  }
  const failing: FailingRollout = { ...followed, snapshot, serviceDeployment, before };
  if (verdict.kind !== 'rolling') {
    const why = verdict.kind === 'rolled-back' ? whyTakenBack(ctx, serviceDeployment) : undefined;
    return why
      ? { kind: 'end', outcome: { kind: 'rolled-back', ...why }, progress }
      : { kind: 'end', outcome: await endOf(ctx, verdict, failing), progress };
  }
  const note = await firstFailure(ctx, failing, progress);
  const more = { progress, ...(note === undefined ? {} : { note }) };
  if (serviceDeployment?.hook) {
    const held = atHook(ctx, serviceDeployment, serviceDeployment.hook, followed.made);
    // A deployment that waits for somebody isn't slow.
    const waits = {
      ...more,
      progress: { ...progress, best: { running: progress.running, old: progress.old, at: ctx.clock.now() } },
    };
    switch (held.kind) {
      case 'do':
        return held;
      case 'told':
        return again(held.remark, waits);
      case 'ask':
        return again('ECS waits at a PAUSE hook', { ...waits, question: held.question });
      case 'cross':
        return { ...held, meanwhile: again('ECS waits at a PAUSE hook', waits) };
    }
  }
  if (isTooLong && verdict.phase === 'forward')
    return { kind: 'end', outcome: await givenUp(ctx, failing), progress };
  const question =
    verdict.phase === 'forward'
      ? stuckQuestion(ctx, { progress, snapshot, serviceDeployment, instead: insteadOf(ctx, followed) })
      : undefined;
  return again(remarkOf(verdict.phase, progress), { ...more, ...(question ? { question } : {}) });
}

/** What a look tells besides its remark. */
interface Seen {
  readonly progress?: Progress;
  readonly note?: string;
  readonly question?: Question;
}

/** The stored figures, where they are of this rollout: those of one that the run followed earlier say nothing of it. */
function progressBefore(
  { run: { progress } }: StepContext<unknown>,
  { deploymentId }: FollowedRollout,
): Progress | undefined {
  return progress?.of === undefined || progress.of === deploymentId ? progress : undefined;
}

/** What one may do instead of waiting; a way back has no other way back. */
const insteadOf = (ctx: StepContext<unknown>, { goes }: FollowedRollout): readonly Offer[] =>
  goes === 'back' ? [whyOffer(ctx)] : [rollbackOffer(ctx), whyOffer(ctx)];

const watchOf = (
  { target }: StepContext<unknown>,
  { serviceDeployment, deploymentId }: FollowedRollout,
): Watch => ({
  cluster: watchedCluster(target),
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
