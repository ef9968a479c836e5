import { z } from 'zod';

/** What may be said after `logs SERVICE`, as it is typed. */
export const LogInput = z.object({
  since: z
    .string()
    .max(40)
    .optional()
    .meta({ label: 'Since', description: '`15m`, `2h` or `1d` ago; 15 minutes unless said' }),
  from: z
    .string()
    .max(40)
    .optional()
    .meta({ label: 'From', description: '`03:10` or `2026-11-21T03:10`, in your time zone' }),
  to: z.string().max(40).optional().meta({ label: 'To', description: 'the other end; now unless said' }),
  filter: z.string().min(1).max(500).optional().meta({
    label: 'Filter',
    description: '`ERROR|FATAL` finds lines with either; upper and lower case differ',
  }),
  follow: z.boolean().default(false).meta({
    label: 'Follow',
    description: 'show what is written from now on, for a minute unless said',
  }),
  for: z
    .string()
    .max(40)
    .optional()
    .meta({ label: 'For', description: 'how long it is followed: `30s` to `5m`' }),
});
