import { type DurationMs, type EpochMs, hours } from '../../clock.ts';
import type { Incident, IncidentAlarm } from '../incident.ts';
import type { StateChange } from '../state-change.ts';
import { changeOf, newAlarm } from './alarm-change.ts';
import { type Heard, isWorse, type NewIncident } from './heard.ts';

/** An alarm that rings again within this time of its incident's end is told in the same thread. */
const SAME_THREAD: DurationMs = hours(1);

/** When something was so, as news tell it: a look at CloudWatch tells how it is now, whenever that began. */
const saidFor = ({ report, via, at }: Heard): EpochMs => (via === 'reading' ? at : report.at);

/** Whether news of an alarm belong to an incident that knows it: they are of its time, or shortly after. */
export const isStillOf = (incident: Incident, heard: Heard): boolean =>
  incident.alarms.some(({ fingerprint }) => fingerprint === heard.report.fingerprint) &&
  (incident.state === 'open' || saidFor(heard) - (incident.closedAt ?? 0) <= SAME_THREAD);

/** Whether an alarm that isn't in an incident yet is told there. */
export const joins = (incident: Incident, key: string): boolean =>
  incident.state === 'open' && incident.key === key;

/**
 * A new incident of an alarm that rings. `untold`: changes of its state that nobody was told of. Where it was over before
 * anybody heard that it rang, the incident is over, too: it happened, and is told as what it was.
 */
export function opened(
  key: string,
  heard: Heard,
  { id, number }: NewIncident,
  untold: readonly StateChange[] = [],
): Incident {
  const alarm = newAlarm(heard, untold);
  const incident: Incident = {
    id,
    number,
    key,
    channel: heard.channel,
    ...(heard.stack === undefined ? {} : { stack: heard.stack }),
    ...(heard.environment === undefined ? {} : { environment: heard.environment }),
    state: 'open',
    openedAt: alarm.openedAt,
    alarms: [alarm],
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
  };
  return closedIfOver(incident, heard);
}

/**
 * What an incident is after news of an alarm that belongs to it, or joins it. The same object: nothing is new. Its thread
 * isn't touched: `sayWhatChanged` does that, in its own time. `untold`: changes of an alarm that joins, of which nobody was
 * told; it may be over, and then it never rings here.
 */
export function hear(incident: Incident, heard: Heard, untold: readonly StateChange[] = []): Incident {
  const { fingerprint, state } = heard.report;
  // What was so long before is of another incident, whose end is told.
  if (saidFor(heard) < incident.openedAt - SAME_THREAD) return incident;
  const known = incident.alarms.find((alarm) => alarm.fingerprint === fingerprint);
  if (!known) {
    if (state !== 'ALARM') return incident;
    const alarm = newAlarm(heard, untold);
    return alarm.overAt === undefined ? ringing(incident, alarm, heard) : withAlarm(incident, alarm);
  }
  const change = changeOf(known, heard);
  switch (change.kind) {
    case 'known':
      return change.alarm === known ? incident : withAlarm(incident, change.alarm);
    case 'late':
      return closedIfOver(withAlarm(incident, change.alarm), heard);
    case 'rings':
      return ringing(incident, change.alarm, heard);
    case 'changed':
      return closedIfOver({ ...withAlarm(incident, change.alarm), version: incident.version + 1 }, heard);
  }
}

/** The incident with this alarm in its place, or added. */
const withAlarm = (incident: Incident, alarm: IncidentAlarm): Incident => ({
  ...incident,
  openedAt: Math.min(incident.openedAt, alarm.openedAt),
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
  const ends = incident.alarms.map(({ overAt }) => overAt);
  if (ends.includes(undefined)) return incident;
  const { countdown: _countdown, acknowledged: _acknowledged, ...rest } = incident;
  // Their clocks may be ahead of ours.
  return { ...rest, state: 'closed', closedAt: Math.min(at, Math.max(...ends.map((end = at) => end))) };
}
