import { type DurationMs, hours, minutes } from '../../domain/clock.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';

/** The run ends before it has changed anything, and why; `next` is what the person can do. */
export const unfit = (reason: string, next?: string): Outcome => ({
  kind: 'failed',
  reason: `${reason} Nothing was changed.`,
  ...(next === undefined ? {} : { next }),
});

/** A deployment may wait at PAUSE hooks for days (a day each unless set otherwise: ECS API, PauseHook); two weeks are enough. */
export const LONGEST_PAUSE: DurationMs = hours(24 * 14);

/** The rollout made no progress for as long as it is watched for. */
export const outOfTime = ({ pace, run }: StepContext<unknown>): Extract<Outcome, { kind: 'gave-up' }> => ({
  kind: 'gave-up',
  reason:
    `The rollout made no progress for ${pace.rolloutLimit / minutes(1)} minutes and isn't over (${run.progress?.running ?? 0} of ${run.progress?.desired ?? '?'} new tasks running). ` +
    'ECS goes on with it.',
});
