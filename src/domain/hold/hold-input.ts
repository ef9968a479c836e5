import { z } from 'zod';

const reason = z
  .string({ error: 'Say why: it is shown in every refusal.' })
  .trim()
  .min(1)
  .max(200)
  .meta({ label: 'Reason', description: 'why; it is shown in every refusal' });

/** What follows `freeze`, besides what is frozen. */
export const FreezeInput = z.object({
  reason,
  until: z.string().max(40).optional().meta({
    label: 'Until',
    description: '`18:00`, `2h` or `2026-11-22T08:00`, in your time zone; 24 hours unless said',
  }),
});

/** What follows `lock`, besides the service. */
export const LockInput = z.object({ reason });

/** What follows `unfreeze` and `unlock`, besides what is lifted: nothing. */
export const LiftInput = z.object({});
