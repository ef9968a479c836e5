import { z } from 'zod';
import { type DurationMs, hours, minutes, seconds } from '../clock.ts';

/** What may be said after `audit`, as it is typed. */
export const AuditInput = z.object({
  run: z.string().max(20).optional().meta({ label: 'Run', description: 'of one run: `1042`' }),
  user: z.string().max(60).optional().meta({ label: 'User', description: 'of one person: `@name`' }),
  since: z
    .string()
    .max(40)
    .optional()
    .meta({ label: 'Since', description: '`15m`, `2h` or `7d` ago; 1 day unless said' }),
});

/** What is looked for, or why the words don't say it. */
export type AuditQuery =
  | { readonly kind: 'query'; readonly run?: number; readonly user?: string; readonly length: DurationMs }
  | { readonly kind: 'wrong'; readonly problem: string };

const LENGTH = /^(\d{1,5})([smhd])$/;
const UNIT = { s: seconds(1), m: minutes(1), h: hours(1), d: hours(24) } as const;
/** A day says most of what somebody wants to know the morning after; of a run everything is wanted. */
const USUAL: DurationMs = hours(24);
const ALL: DurationMs = hours(24) * 3650;

const wrong = (problem: string): AuditQuery => ({ kind: 'wrong', problem });

/** Reads `--run 1042 --user <@U1> --since 2h`. Slack writes a mentioned person so (Slack: slash commands, escaping). */
export function auditQuery({ run, user, since }: z.infer<typeof AuditInput>): AuditQuery {
  const number = run === undefined ? undefined : /^#?(\d{1,12})$/.exec(run)?.[1];
  if (run !== undefined && number === undefined) return wrong('`--run`: say its number, such as `1042`.');
  const person = user === undefined ? undefined : /^(?:<@)?([UW][A-Z0-9]+)(?:\|[^>]*)?>?$/.exec(user)?.[1];
  if (user !== undefined && person === undefined)
    return wrong('`--user`: mention the person, such as `@name`, or say their id.');
  const said = since === undefined ? undefined : LENGTH.exec(since.trim().toLowerCase());
  if (since !== undefined && !said) return wrong('`--since`: say a length such as `15m`, `2h` or `7d`.');
  const unit = said?.[2];
  const length =
    unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? Number(said?.[1]) * UNIT[unit] : undefined;
  return {
    kind: 'query',
    ...(number === undefined ? {} : { run: Number(number) }),
    ...(person === undefined ? {} : { user: person }),
    length: length ?? (number === undefined ? USUAL : ALL),
  };
}
