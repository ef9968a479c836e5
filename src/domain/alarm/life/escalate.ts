import { type EpochMs, minutes, seconds } from '../../clock.ts';
import type { Fault } from '../../fault/fault.ts';
import type { Call, EscalationLevel } from '../alarm-policy.ts';
import type { Incident, IncidentAlarm, PendingCall } from '../incident.ts';
import { matches } from '../match.ts';
import { withEvent } from './say.ts';
import { isSilent } from './silences-over.ts';

/** A call outside Slack is tried so often, with pauses that double up to the longest. */
const MOST_TRIES = 8;
const FIRST_PAUSE = seconds(5);
const LONGEST_PAUSE = minutes(5);

const matched = (incident: Incident, alarm: IncidentAlarm) => ({
  ...alarm,
  ...(incident.stack === undefined ? {} : { stack: incident.stack }),
  ...(incident.environment === undefined ? {} : { environment: incident.environment }),
});

/** Whether a level is about something that rings in it and isn't silent. */
const concerns = (level: EscalationLevel, incident: Incident): boolean =>
  incident.alarms.some(
    (alarm) =>
      alarm.overAt === undefined &&
      alarm.silencedUntil === undefined &&
      matches(level.match, matched(incident, alarm)),
  );

/** Whom a call reaches, for the thread and the audit. */
function whoIsCalled(call: Call | PendingCall['call']): string {
  switch (call.kind) {
    case 'group':
      return `<!subteam^${call.group}>`;
    case 'channel':
      return `<#${call.channel}>`;
    case 'pagerduty':
      return 'PagerDuty';
    case 'webhook':
      return 'the webhook';
  }
}

/** When the next level is called; undefined: nobody is, since there is none, or somebody sees to it, or it is silent. */
export function escalatesAt(incident: Incident, levels: readonly EscalationLevel[]): EpochMs | undefined {
  const level = levels[incident.escalated];
  if (!level || incident.state === 'closed' || incident.acknowledged || isSilent(incident)) return undefined;
  return incident.escalatesFrom + level.after;
}

/**
 * Calls the levels whose time has come: groups by their mention in the thread, others by calls that are pending until they
 * are answered. A level that concerns nothing that rings is passed over.
 */
export function escalate(incident: Incident, levels: readonly EscalationLevel[], now: EpochMs): Incident {
  const at = escalatesAt(incident, levels);
  const level = levels[incident.escalated];
  if (at === undefined || at > now || !level) return incident;
  const next: Incident = { ...incident, escalated: incident.escalated + 1 };
  if (!concerns(level, incident)) return escalate(next, levels, now);
  const calling = level.calls.flatMap((call, i): PendingCall[] =>
    call.kind === 'group'
      ? []
      : [
          {
            call,
            says: 'rings',
            level: next.escalated,
            key: `${incident.id}-${incident.escalatesFrom}-${next.escalated}-${i}`,
            tries: 0,
            due: now,
          },
        ],
  );
  const called = withEvent(
    { ...next, calling: [...next.calling, ...calling] },
    { kind: 'escalated', at: now, level: next.escalated, to: level.calls.map(whoIsCalled) },
  );
  return escalate(called, levels, now);
}

/** After a call was answered. Who was called outside Slack is told when somebody takes it on, and when it is over. */
export function callAnswered(incident: Incident, key: string): Incident {
  const answered = incident.calling.find((one) => one.key === key);
  const rest = { ...incident, calling: incident.calling.filter((one) => one !== answered) };
  if (answered?.says !== 'rings' || answered.call.kind === 'channel') return rest;
  const { call, level } = answered;
  return { ...rest, called: [...incident.called, { call, level, key }] };
}

/**
 * Those outside Slack who were called, or may have been: who made a call may have died before it was noted, so that it counts
 * as made from when it was pending.
 */
function reached({ called, calling }: Incident): Incident['called'] {
  const perhaps = calling.filter(({ says, call }) => says === 'rings' && call.kind !== 'channel');
  return [...called, ...perhaps.map(({ call, level, key }) => ({ call, level, key }))];
}

const toBeTold = (those: Incident['called'], says: 'taken' | 'over', now: EpochMs): readonly PendingCall[] =>
  those.map((one) => ({ ...one, says, tries: 0, due: now }));

/** Somebody has taken it on: nobody is called any more, and those who were hear that. */
export function tellTaken(incident: Incident, now: EpochMs): Incident {
  const called = reached(incident);
  const over = incident.calling.filter(({ says }) => says === 'over');
  return { ...incident, called, calling: [...over, ...toBeTold(called, 'taken', now)] };
}

/** An incident that is over calls nobody any more, and tells those whom it called, or may have called. */
export function resolveCalls(incident: Incident, now: EpochMs): Incident {
  const { state, called, calling } = incident;
  if (state === 'open' || (called.length === 0 && calling.every(({ says }) => says === 'over')))
    return incident;
  const over = calling.filter(({ says }) => says === 'over');
  return { ...incident, called: [], calling: [...over, ...toBeTold(reached(incident), 'over', now)] };
}

/**
 * After a call wasn't answered, or was refused: it is tried again, and given up with a word in the thread after many tries.
 * What is refused as wrong is said the first time, too: whoever reads it need not wait for those tries to call somebody themselves.
 */
export function callFailed(
  incident: Incident,
  key: string,
  { kind, detail: why }: Pick<Fault, 'kind' | 'detail'>,
  now: EpochMs,
): Incident {
  const call = incident.calling.find((one) => one.key === key);
  if (!call) return incident;
  const tries = call.tries + 1;
  const untold = {
    kind: 'not-called',
    at: now,
    who: whoIsCalled(call.call),
    ...(call.says === 'rings' ? {} : { says: call.says }),
    why,
  } as const;
  if (tries >= MOST_TRIES) return withEvent(callAnswered(incident, key), untold);
  const due = now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** call.tries);
  const isNews = kind === 'invalid' && !call.refused;
  const again: PendingCall = { ...call, tries, due, ...(isNews ? { refused: true } : {}) };
  const next: Incident = {
    ...incident,
    calling: incident.calling.map((one) => (one.key === key ? again : one)),
  };
  return isNews ? withEvent(next, { ...untold, again: true }) : next;
}
