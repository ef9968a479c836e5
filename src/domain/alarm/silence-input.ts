import { z } from 'zod';
import { unlessTooLong } from '../forms/unless-too-long.ts';

/** What follows `silence`, besides what is silenced. */
export const SilenceInput = z.object({
  reason: z
    .string({ error: unlessTooLong('Say why: whoever misses the alarm reads it.') })
    .trim()
    .min(1)
    .max(200)
    .meta({ label: 'Reason', description: 'why; whoever misses the alarm reads it' }),
  until: z.string({ error: 'Say until when: `--until 2h`.' }).max(40).meta({
    label: 'Until',
    description: '`18:00`, `tomorrow 9:00`, `2h` or `2026-11-22T08:00`, in your time zone; 7 days at most',
  }),
});

/** What follows `silence` when one is ended before its time. */
export const LiftSilenceInput = z.object({
  lift: z
    .boolean()
    .default(false)
    .meta({ label: 'Lift', description: 'ends the silence of it; nothing else is needed' }),
});
