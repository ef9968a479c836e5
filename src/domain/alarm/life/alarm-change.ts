import { seconds } from '../../clock.ts';
import type { IncidentAlarm } from '../incident.ts';
import type { Heard } from './heard.ts';

/** What news does to an alarm that its incident knows. */
export type AlarmChange =
  /** Nothing that wasn't known. */
  | { readonly kind: 'known'; readonly alarm: IncidentAlarm }
  /** It is counted, and older than what is known. */
  | { readonly kind: 'late'; readonly alarm: IncidentAlarm }
  /** It rings, and did not before. */
  | { readonly kind: 'rings'; readonly alarm: IncidentAlarm }
  /** Anything else: it is over, has no data, or rings on for another reason. */
  | { readonly kind: 'changed'; readonly alarm: IncidentAlarm };

/** CloudWatch's times of one change differ by less than this between a notice and a reading. */
const SAME_CHANGE = seconds(2);

/** An alarm of which nothing was known. */
export const newAlarm = ({ report, via, at, service, severity, silencedUntil }: Heard): IncidentAlarm => ({
  fingerprint: report.fingerprint,
  type: report.type,
  name: report.name,
  ...(report.account === undefined ? {} : { account: report.account }),
  ...(report.region === undefined ? {} : { region: report.region }),
  ...(service === undefined ? {} : { service }),
  severity,
  state: report.state,
  at: report.at,
  openedAt: report.at,
  times: 1,
  changes: 1,
  ...words(report),
  ...(silencedUntil === undefined ? {} : { silencedUntil }),
  ...(via === 'reading' ? { looked: true, confirmed: { state: report.state, at } } : {}),
});

/**
 * Takes news in. News come late, twice and in any order: the one with the latest time of its own is the state, the others
 * are counted. Our own look at CloudWatch confirms a state, and changes it where it tells of a later change than is known.
 */
export function changeOf(alarm: IncidentAlarm, heard: Heard): AlarmChange {
  const { report, via } = heard;
  const isLook = via === 'reading';
  const looked = isLook ? { confirmed: { state: report.state, at: heard.at } } : {};
  const isSame = report.state === alarm.state;
  if (isLook && isSame) return { kind: 'known', alarm: { ...alarm, ...looked } };
  // What a look saw first is told in the words of the notice, which say more.
  if (isSame && alarm.looked && Math.abs(report.at - alarm.at) < SAME_CHANGE)
    return { kind: 'known', alarm: { ...notLooked(alarm), at: report.at, ...words(report) } };
  if (isSame && report.at === alarm.at) return { kind: 'known', alarm };
  // A look that is older than what is known says nothing of now.
  if (report.at < alarm.at)
    return isLook ? { kind: 'known', alarm } : { kind: 'late', alarm: counted(alarm) };
  const next: IncidentAlarm = {
    ...notLooked(counted(alarm)),
    ...looked,
    ...(isLook ? { looked: true } : {}),
    state: report.state,
    at: report.at,
    severity: heard.severity,
    // A look knows less of the alarm than a notice of it.
    ...(isLook ? reasons(report) : words(report)),
  };
  switch (report.state) {
    case 'ALARM': {
      const { overAt: _over, ...ringing } = next;
      const begins = alarm.state !== 'ALARM' && alarm.overAt !== undefined;
      // Told twice that it rings: it was over in between, which is told late or never.
      return begins || isSame
        ? { kind: begins ? 'rings' : 'changed', alarm: { ...ringing, times: alarm.times + 1 } }
        : { kind: 'changed', alarm: ringing };
    }
    case 'OK':
      return { kind: 'changed', alarm: { ...next, overAt: report.at } };
    case 'INSUFFICIENT_DATA':
      return { kind: 'changed', alarm: next };
  }
}

const counted = (alarm: IncidentAlarm): IncidentAlarm => ({ ...alarm, changes: alarm.changes + 1 });

function notLooked(alarm: IncidentAlarm): IncidentAlarm {
  const { looked: _looked, ...rest } = alarm;
  return rest;
}

const reasons = ({ reason, condition }: Heard['report']) => ({
  reason,
  ...(condition === undefined ? {} : { condition }),
});

/** What the report says, for people. */
const words = (report: Heard['report']) => ({
  ...reasons(report),
  ...(report.value === undefined ? {} : { value: report.value }),
  ...(report.description === undefined ? {} : { description: report.description }),
  ...(report.metric === undefined ? {} : { metric: report.metric }),
  ...(report.namespace === undefined ? {} : { namespace: report.namespace }),
  dimensions: report.dimensions,
  labels: report.labels,
  ...(report.children === undefined ? {} : { children: report.children }),
});
