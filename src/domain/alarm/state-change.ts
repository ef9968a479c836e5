import { z } from 'zod';
import { AlarmState } from './report.ts';

/** That an alarm came into a state. */
export const StateChange = z.object({
  state: AlarmState,
  /** By the clock of who said it. */
  at: z.number(),
  /** From our own look at CloudWatch: the notice of it may come yet, and is no further change. */
  looked: z.literal(true).optional(),
});
export type StateChange = z.infer<typeof StateChange>;
