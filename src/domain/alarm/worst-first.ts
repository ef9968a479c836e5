import type { Incident, IncidentAlarm } from './incident.ts';

const STATE = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 } as const;
const SEVERITY = { critical: 0, warning: 1 } as const;

/**
 * An incident's alarms, the worst first: what rings, then what has no data, then what is over; in each what nobody has
 * silenced, then what is critical, then what began first.
 */
export const worstFirst = ({ alarms }: Pick<Incident, 'alarms'>): readonly IncidentAlarm[] =>
  alarms.toSorted(
    (a, b) =>
      STATE[a.state] - STATE[b.state] ||
      Number(a.silencedUntil !== undefined) - Number(b.silencedUntil !== undefined) ||
      SEVERITY[a.severity] - SEVERITY[b.severity] ||
      a.openedAt - b.openedAt ||
      (a.fingerprint < b.fingerprint ? -1 : 1),
  );
