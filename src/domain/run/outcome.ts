import { z } from 'zod';
import { Stop } from '../window/stop.ts';
import { Offer } from './question.ts';

/** What one may do about an end that isn't success. */
const helps = {
  next: z.string().optional(),
  /** Instead of trying the same again. */
  offers: z.array(Offer).exactOptional(),
  /** Set where the cause fails the same thing again until somebody mends it: no retry is offered then. */
  again: z.literal('fails-again').exactOptional(),
};

/**
 * How a run ended. Only `succeeded` is success: a rollback, a deployment replaced from outside and one that ECS
 * goes on with alone are told apart, because the person's next step differs.
 */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('succeeded'), summary: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.string(), ...helps }),
  z.object({
    kind: z.literal('rolled-back'),
    by: z.enum(['breaker', 'alarm', 'health', 'hook', 'hand']),
    reason: z.string(),
    ...helps,
  }),
  /** `by: run`: another run of Wheelhouse took the target over; else a deployment from outside replaced it. */
  z.object({
    kind: z.literal('superseded'),
    reason: z.string(),
    by: z.literal('run').exactOptional(),
  }),
  z.object({ kind: z.literal('gave-up'), reason: z.string(), ...helps }),
  z.object({ kind: z.literal('cancelled'), reason: z.string() }),
  /** `stoppedBy`: the freezes, locks, windows and critical alarms that stopped it; the reason then says only what was changed. */
  z.object({
    kind: z.literal('rejected'),
    reason: z.string(),
    stoppedBy: z.array(Stop).exactOptional(),
  }),
  z.object({ kind: z.literal('expired'), reason: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;
