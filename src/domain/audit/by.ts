import type { Actor } from '../people/actor.ts';
import type { Run } from '../run/run.ts';
import type { AuditOrigin } from './entry.ts';

/** Who, and from where: what every entry of the audit says. */
export interface By {
  readonly actor: Actor;
  readonly origin: AuditOrigin;
}

/** What happens by itself. */
export const BY_ITSELF: By = { actor: { kind: 'system' }, origin: {} };

/** On whose behalf a run does what it does. */
export const byRun = ({ request: { actor, origin, correlation } }: Pick<Run, 'request'>): By => ({
  actor,
  origin: { channel: origin.channel, ...(correlation === undefined ? {} : { request: correlation }) },
});
