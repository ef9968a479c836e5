import type { EpochMs } from '../../clock.ts';
import type { Incident } from '../incident.ts';
import type { Silence } from '../silence.ts';
import { withEvent } from './say.ts';
import { underSilences } from './silences-over.ts';

/**
 * An incident after somebody has silenced something, under all silences that stand now, that one among them: its thread
 * says who silenced it, until when and why. Undefined where that changes nothing of it: it isn't covered, or is already.
 */
export function silenceIncident(
  incident: Incident,
  { by, until, reason }: Pick<Silence, 'by' | 'until' | 'reason'>,
  standing: readonly Silence[],
  at: EpochMs,
): Incident | undefined {
  const next = underStanding(incident, standing, at);
  const isCovered = next?.alarms.some(({ silencedUntil }, i) => {
    const before = incident.alarms[i]?.silencedUntil;
    return silencedUntil === until && before !== until;
  });
  return next && isCovered ? withEvent(next, { kind: 'silenced', at, by, until, reason }) : next;
}

/** An incident under the silences that stand now; undefined where that changes nothing of it. */
export function underStanding(
  incident: Incident,
  standing: readonly Silence[],
  at: EpochMs,
): Incident | undefined {
  const next = underSilences(incident, standing, at);
  return next === incident ? undefined : next;
}
