import { type DurationMs, hours } from '../../clock.ts';
import type { Fingerprint } from '../fingerprint.ts';
import type { Incident, IncidentAlarm } from '../incident.ts';
import { changeOf, newAlarm } from './alarm-change.ts';
import { type Heard, isWorse, type NewIncident } from './heard.ts';

/** An alarm that rings again within this time of its incident's end is told in the same thread. */
const SAME_THREAD: DurationMs = hours(1);

/** Whether news of an alarm belong to an incident that knows it. */
export const isStillOf = (incident: Incident, fingerprint: Fingerprint, at: number): boolean =>
  incident.alarms.some((alarm) => alarm.fingerprint === fingerprint) &&
  (incident.state === 'open' || at - (incident.closedAt ?? at) <= SAME_THREAD);

/** Whether an alarm that isn't in an incident yet is told there. */
export const joins = (incident: Incident, key: string): boolean =>
  incident.state === 'open' && incident.key === key;

/** A new incident of an alarm that rings. */
export const opened = (key: string, heard: Heard, { id, number }: NewIncident): Incident => ({
  id,
  number,
  key,
  channel: heard.channel,
  ...(heard.stack === undefined ? {} : { stack: heard.stack }),
  ...(heard.environment === undefined ? {} : { environment: heard.environment }),
  state: 'open',
  openedAt: heard.report.at,
  alarms: [newAlarm(heard)],
  quiet: true,
  escalated: 0,
  escalatesFrom: heard.at,
  mendings: [],
  joined: [heard.report.fingerprint],
  calling: [],
  called: [],
  version: 1,
  events: [],
  revision: 0,
});

/**
 * What an incident is after news of an alarm that belongs to it, or joins it. The same object: nothing is new. Its thread
 * isn't touched: `sayWhatChanged` does that, in its own time.
 */
export function hear(incident: Incident, heard: Heard): Incident {
  const { fingerprint } = heard.report;
  const known = incident.alarms.find((alarm) => alarm.fingerprint === fingerprint);
  if (!known) return heard.report.state === 'ALARM' ? ringing(incident, newAlarm(heard), heard) : incident;
  const change = changeOf(known, heard);
  switch (change.kind) {
    case 'known':
      return change.alarm === known ? incident : withAlarm(incident, change.alarm);
    case 'late':
      return withAlarm(incident, change.alarm);
    case 'rings':
      return ringing(incident, change.alarm, heard);
    case 'changed':
      return closedIfOver({ ...withAlarm(incident, change.alarm), version: incident.version + 1 }, heard);
  }
}

/** The incident with this alarm in its place, or added. */
const withAlarm = (incident: Incident, alarm: IncidentAlarm): Incident => ({
  ...incident,
  alarms: incident.alarms.some(({ fingerprint }) => fingerprint === alarm.fingerprint)
    ? incident.alarms.map((one) => (one.fingerprint === alarm.fingerprint ? alarm : one))
    : [...incident.alarms, alarm],
});

/** One rings that didn't: the incident opens again if it was closed; what is worse than before wants people anew. */
function ringing(incident: Incident, alarm: IncidentAlarm, { at }: Heard): Incident {
  const { closedAt: _closed, ...rest } = withAlarm(incident, alarm);
  const others = incident.alarms.filter(({ overAt }) => overAt === undefined);
  const isAnew =
    incident.state === 'closed' || others.every(({ severity }) => isWorse(alarm.severity, severity));
  const { acknowledged, ...unknown } = rest;
  return {
    ...(isAnew ? { ...unknown, escalated: 0, escalatesFrom: at } : rest),
    state: 'open',
    joined: incident.joined.includes(alarm.fingerprint)
      ? incident.joined
      : [...incident.joined, alarm.fingerprint],
    version: incident.version + 1,
  };
}

/** Over once every alarm is: nobody has to see to it any more, and nothing begins by itself. */
function closedIfOver(incident: Incident, { at }: Heard): Incident {
  if (incident.state === 'closed' || incident.alarms.some(({ overAt }) => overAt === undefined))
    return incident;
  const { countdown: _countdown, acknowledged: _acknowledged, ...rest } = incident;
  return { ...rest, state: 'closed', closedAt: at };
}
