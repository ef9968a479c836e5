import { z } from 'zod';
import { unlessTooLong } from '../forms/unless-too-long.ts';

const reason = z
  .string({ error: unlessTooLong('Say why: it is shown in every refusal.') })
  .trim()
  .min(1)
  .max(200)
  .meta({ label: 'Reason', description: 'why; it is shown in every refusal' });

/** What follows `freeze`, besides what is frozen. */
export const FreezeInput = z.object({
  reason,
  until: z.string().max(40).optional().meta({
    label: 'Until',
    description:
      '`18:00`, `tomorrow 9:00`, `2h` or `2026-11-22T08:00`, in your time zone; 24 hours unless said',
  }),
});

/** What follows `lock`, besides the service. */
export const LockInput = z.object({ reason });

/** What follows `unfreeze window NAME` and `unfreeze alarms STACK`. */
export const PassInput = z.object({
  reason: z
    .string({ error: unlessTooLong('Say why: everybody reads it, and the audit keeps it.') })
    .trim()
    .min(1)
    .max(200)
    .meta({ label: 'Reason', description: 'why changes are let past a window or critical alarms' }),
  until: z.string().max(40).optional().meta({
    label: 'Until',
    description: 'for how long they are let past, as with `freeze`; 1 hour unless said',
  }),
});

/** What follows `unfreeze` and `unlock`, besides what is lifted: nothing. */
export const LiftInput = z.object({});
