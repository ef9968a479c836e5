import { minutes } from '../../domain/clock.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';

/** The run ends before it has changed anything, and why; `next` is what the person can do. */
export const unfit = (reason: string, next?: string): Outcome => ({
  kind: 'failed',
  reason: `${reason} Nothing was changed.`,
  ...(next === undefined ? {} : { next }),
});

/** The rollout took longer than it is watched for. */
export const outOfTime = ({ pace, run }: StepContext<unknown>): Outcome => ({
  kind: 'gave-up',
  reason:
    `The rollout wasn't over after ${pace.rolloutLimit / minutes(1)} minutes (${run.progress?.running ?? 0} of ${run.progress?.desired ?? '?'} new tasks running). ` +
    'ECS goes on with it.',
});
