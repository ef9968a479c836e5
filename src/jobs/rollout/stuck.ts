import type { EpochMs } from '../../domain/clock.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import type { Progress } from '../../domain/rollout/progress.ts';
import type { ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Offer, Question } from '../../domain/run/question.ts';
import { askedAt } from './asked-at.ts';
import { lengthOf } from './names.ts';

/**
 * The figures with the best that was seen. Progress is more new tasks than ever before, or fewer old ones: tasks that
 * come up and crash again are none.
 */
export function withBest(before: Progress | undefined, now: Progress, at: EpochMs): Progress {
  const { running, old } = now;
  const best = before?.best;
  if (!best) return { ...now, best: { running, old, at } };
  if (running <= best.running && old >= best.old) return { ...now, best };
  return { ...now, best: { running: Math.max(running, best.running), old: Math.min(old, best.old), at } };
}

/** What a look at a rollout saw. */
interface Seen {
  readonly progress: Progress;
  readonly snapshot: ServiceSnapshot;
  readonly serviceDeployment?: ServiceDeployment | undefined;
  /** What one may do instead of waiting. */
  readonly instead: readonly Offer[];
}

/** Stages in which ECS waits by its own plan (ECS API, DeploymentLifecycleHookStage). */
const WAITS_BY_PLAN: ReadonlySet<string> = new Set(['BAKE_TIME']);

/**
 * What a person is asked when a rollout makes no progress for longer than the health checks' grace period and the
 * configured time more; undefined while it does. Asked again after as long again: a rollout without a circuit breaker
 * goes on for ever.
 */
export function stuckQuestion(ctx: StepContext<unknown>, seen: Seen): Question | undefined {
  const { progress, snapshot, serviceDeployment, instead } = seen;
  if (WAITS_BY_PLAN.has(serviceDeployment?.stage ?? '')) return undefined;
  const { stuckAfter } = ctx.pace;
  const still = ctx.clock.now() - (progress.best?.at ?? ctx.clock.now());
  const times = Math.floor((still - (snapshot.gracePeriod ?? 0)) / stuckAfter);
  if (times < 1) return undefined;
  const key = `stuck-${progress.of ?? ''}-${times}`;
  if (ctx.answerTo(key)) return undefined;
  return {
    key,
    at: askedAt(ctx, key),
    text: `No progress for ${lengthOf(still)}: ${progress.running} of ${progress.desired} new tasks run${failing(progress)}. ${goesOn(ctx, progress)}`,
    choices: [{ answer: 'wait', label: 'Keep waiting' }],
    offers: [...instead],
  };
}

const failing = ({ failed }: Progress): string => (failed > 0 ? `, ${failed} failed` : '');

const goesOn = ({ pace }: StepContext<unknown>, { breaker }: Progress): string =>
  breaker
    ? 'ECS goes on until its circuit breaker trips.'
    : `ECS goes on trying by itself; I watch it for ${lengthOf(pace.rolloutLimit)} in all.`;
