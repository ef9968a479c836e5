import type { EpochMs } from '../../domain/clock.ts';
import type { StepContext } from '../../domain/operation/step.ts';

/** When the run first asked this question, as far as it is still open; now where it is about to ask it. */
export const askedAt = ({ run, clock }: StepContext<unknown>, key: string): EpochMs =>
  run.question?.key === key ? run.question.at : clock.now();
