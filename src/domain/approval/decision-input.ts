import { z } from 'zod';

/** What follows a decision, besides the run. */
export const DecisionInput = z.object({
  reason: z
    .string()
    .trim()
    .max(300)
    .optional()
    .meta({ label: 'Reason', description: 'why, in a few words: it stands in the thread and in the audit' }),
});
