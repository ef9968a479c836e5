import { z } from 'zod';

/** What closes a review, besides the run. */
export const ReviewInput = z.object({
  note: z
    .string()
    .trim()
    .min(3)
    .max(300)
    .optional()
    .meta({ label: 'Note', description: 'what you found: it stands in the audit' }),
});
