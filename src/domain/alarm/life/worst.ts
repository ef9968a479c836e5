import type { Incident, IncidentAlarm } from '../incident.ts';

const urgency = ({ overAt, silencedUntil, severity, state, confirmed }: IncidentAlarm): number =>
  (overAt === undefined ? 16 : 0) +
  (silencedUntil === undefined ? 8 : 0) +
  (severity === 'critical' ? 4 : 0) +
  (state === 'ALARM' ? 2 : 0) +
  (confirmed?.state === 'ALARM' ? 1 : 0);

/** Its alarms, worst first: what rings and isn't silent, critical, confirmed by whoever watches it; then the one that rings longest. */
export const worstFirst = ({ alarms }: Pick<Incident, 'alarms'>): readonly IncidentAlarm[] =>
  alarms.toSorted(
    (a, b) => urgency(b) - urgency(a) || a.openedAt - b.openedAt || (a.fingerprint < b.fingerprint ? -1 : 1),
  );

/** The worst of its alarms. */
export const worstOf = (incident: Pick<Incident, 'alarms'>): IncidentAlarm => {
  const [worst] = worstFirst(incident);
  if (!worst) throw new Error('an incident without alarms');
  return worst;
};
