import { z } from 'zod';
import { hours } from '../../domain/clock.ts';
import { type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';

/** The last step of an operation: says how it really ended, from what the steps before it saw. Reads nothing. */
export const sayEnd = <I>(how: (ctx: StepContext<I>) => Outcome): LookStep<I, never> =>
  lookStep<I, never>({
    id: 'end',
    title: 'say how it ended',
    // It takes no time, so it isn't counted before it is reached.
    when: () => true,
    limit: () => hours(24 * 30),
    output: z.never(),
    onLimit: how,
    look: async (ctx) => ({ kind: 'end', outcome: how(ctx) }),
  });
