import type { StepContext } from '../../domain/operation/step.ts';
import type { Offer } from '../../domain/run/question.ts';
import { typedTarget } from './names.ts';

/** To bring back what ran before. */
export const rollbackOffer = (ctx: StepContext<unknown>): Offer => ({
  label: 'Roll back',
  words: `rollback ${typedTarget(ctx)}`,
  style: 'danger',
});

/** To see why it doesn't go on. */
export const whyOffer = (ctx: StepContext<unknown>): Offer => ({
  label: 'Why',
  words: `explain ${typedTarget(ctx)}`,
});
