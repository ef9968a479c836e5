import type { EpochMs } from '../clock.ts';
import type { Incident, IncidentAlarm } from './incident.ts';

/** Whether somebody is to hear of an alarm: it rings, and no silence covers it. */
const rings = ({ state, silencedUntil }: IncidentAlarm, now: EpochMs): boolean =>
  state === 'ALARM' && (silencedUntil === undefined || silencedUntil <= now);

/**
 * The worst of an incident's alarms that ring and aren't silenced: critical ones first, then those that CloudWatch itself
 * confirms, then the one that has rung longest. Undefined where none does.
 */
export const worstRinging = ({ alarms }: Pick<Incident, 'alarms'>, now: EpochMs): IncidentAlarm | undefined =>
  alarms
    .filter((alarm) => rings(alarm, now))
    .sort(
      (a, b) =>
        haste(a) - haste(b) ||
        doubt(a) - doubt(b) ||
        a.openedAt - b.openedAt ||
        (a.fingerprint < b.fingerprint ? -1 : 1),
    )[0];

const haste = ({ severity }: IncidentAlarm): number => (severity === 'critical' ? 0 : 1);
const doubt = ({ confirmed }: IncidentAlarm): number => (confirmed?.state === 'ALARM' ? 0 : 1);
