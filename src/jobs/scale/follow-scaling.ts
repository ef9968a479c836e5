import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { Looked, StepContext } from '../../domain/operation/step.ts';
import type { Watch } from '../../domain/rollout/rollout-view.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { watchedCluster } from '../rollout/watched-cluster.ts';
import { type AutoScaled, mayBeUndone } from './auto-scaled.ts';
import { type TasksBefore, whyNotRunning } from './why-not-running.ts';

/** What is followed: so many tasks, and what there was before. */
export interface FollowedScaling {
  readonly wanted: number;
  readonly before: TasksBefore & { readonly desired: number };
  readonly scaled: AutoScaled;
}

/**
 * One look at a service that is being scaled, through what its cluster's watcher saw: scaling begins no deployment, so
 * the service's own figures say when it is over. Asks ECS itself only why tasks don't start, and whether a number that
 * isn't ours is there to stay.
 */
export async function followScaling(
  ctx: StepContext<unknown>,
  followed: FollowedScaling,
): Promise<Looked<never>> {
  const watch = watchOf(ctx);
  const view = await ctx.ports.views.latest(watch);
  const again = (remark: string, note?: string): Looked<never> => ({
    kind: 'again',
    after: ctx.pace.backstop,
    for: 'rollout',
    watch,
    remark,
    ...(note === undefined ? {} : { note }),
  });
  if (!view) return again('ECS has the request; waiting for the first look at it');
  if (view.fault) {
    const rule = ruleFor(view.fault);
    if (rule.retry === 'later') return again(`${rule.sentence} ECS goes on; looking again.`);
    return gaveUp(`${rule.sentence} The tasks can't be followed; ECS goes on.`);
  }
  const { snapshot } = view;
  if (snapshot?.status !== 'ACTIVE') {
    const reason = `The service ${ctx.target.ecsService} isn't there any more.`;
    return { kind: 'end', outcome: { kind: 'failed', reason } };
  }
  if (snapshot.desired !== followed.wanted) return overtaken(ctx, followed, again);
  if (isThere(snapshot, followed.wanted)) return { kind: 'end', outcome: reached(followed) };
  const figures = `${snapshot.running} of ${followed.wanted} tasks are running`;
  const isShort = snapshot.running < followed.wanted;
  const why = isShort ? await whyNotRunning(ctx, snapshot, followed.before) : undefined;
  if (why === undefined) return again(figures);
  // The sentence stays the same while more of them fail.
  const same = why.kind === 'explained' ? why.explanation.sentence : why.said;
  const isNews = !(ctx.run.remark ?? '').includes(same);
  return again(`${figures}. ${why.said}`, isNews ? `${why.said} ECS goes on trying.` : undefined);
}

const gaveUp = (reason: string): Looked<never> => ({ kind: 'end', outcome: { kind: 'gave-up', reason } });

const watchOf = ({ target, run }: StepContext<unknown>): Watch => ({
  cluster: watchedCluster(target),
  ecsService: target.ecsService,
  run: run.request.id,
});

/** As many tasks as were asked for run, and all of them are of the deployment that is to stay. */
const isThere = (snapshot: ServiceSnapshot, wanted: number): boolean =>
  snapshot.running === wanted && snapshot.pending === 0 && (primaryOf(snapshot)?.running ?? 0) === wanted;

/** Reads may go back in time for a moment, so a number that isn't ours is looked at once more. */
async function overtaken(
  ctx: StepContext<unknown>,
  { wanted }: FollowedScaling,
  again: (remark: string) => Looked<never>,
): Promise<Looked<never>> {
  const read = await ctx.ports.ecs.describe(ctx.target);
  if (!read.ok) return { kind: 'fault', fault: read.fault };
  if (read.value.desired === wanted) return again(`ECS wants ${wanted} tasks; looking again`);
  return { kind: 'end', outcome: setOtherwise(wanted, read.value.desired) };
}

/** The end where somebody or something else has set another number. */
export const setOtherwise = (wanted: number, desired: number): Outcome => ({
  kind: 'superseded',
  reason: `ECS had been asked for ${wanted} tasks and wants ${desired} now: autoscaling or somebody else set it`,
});

function reached({ wanted, before, scaled }: FollowedScaling): Outcome {
  const what =
    wanted === 0
      ? 'the service is stopped: no task runs'
      : `${wanted} ${wanted === 1 ? 'task is' : 'tasks are'} running`;
  const undone = mayBeUndone(scaled, wanted);
  return {
    kind: 'succeeded',
    summary: [`${what}, ${before.desired} before`, ...(undone === undefined ? [] : [undone])].join('. '),
  };
}
