import { type DurationMs, type EpochMs, minutes } from '../clock.ts';
import { sourceOf } from './ask-source.ts';
import type { Incident, IncidentAlarm } from './incident.ts';
import { worstOf } from './life/worst.ts';

/** Facts of a young incident count for so long; those of an older one for longer. */
const FRESH: DurationMs = minutes(5);

/**
 * The alarm of which an incident wants facts now: its worst, where nothing is known of it yet, where it has begun to ring
 * again or a remedy has ended since, and when what is known has grown old. Old is five minutes, or a tenth of the
 * incident's own age: one that is open for days isn't looked at every few minutes, unless it is an alert for which remedies
 * may be offered, since nothing else asks Alertmanager whether it still fires. Undefined: none. One that is closed,
 * or of which nobody is told (`quiet`), wants none. Facts aren't gathered again before they are `apart` old.
 */
export function wantsFacts(incident: Incident, now: EpochMs, apart: DurationMs): IncidentAlarm | undefined {
  if (incident.state === 'closed' || incident.quiet) return undefined;
  const worst = worstOf(incident);
  if (worst.state !== 'ALARM' || worst.silencedUntil !== undefined) return undefined;
  const { facts } = incident;
  if (!facts) return worst;
  const age = now - facts.at;
  if (age < apart) return undefined;
  const hasMended = incident.mendings.some(({ end }) => end !== undefined && end.at > facts.at);
  const mayOffer = sourceOf(worst) === 'Alertmanager' && worst.confirmed?.state === 'ALARM';
  const isOld = age >= (mayOffer ? FRESH : Math.max(FRESH, (now - incident.openedAt) / 10));
  return facts.of !== worst.fingerprint || worst.at > facts.at || hasMended || isOld ? worst : undefined;
}

/** Whether its alarm wants a picture: there is none of it, or it is of an earlier time that it rang. */
export const wantsPicture = ({ picture }: Incident, { fingerprint, type, at }: IncidentAlarm): boolean =>
  type !== 'rule' && type !== 'composite' && (picture?.of !== fingerprint || picture.at < at);
