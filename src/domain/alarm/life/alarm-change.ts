import type { IncidentAlarm } from '../incident.ts';
import type { StateChange } from '../state-change.ts';
import { type Course, courseOf, kept, withChange } from './course.ts';
import type { Heard } from './heard.ts';

/** What news does to an alarm that its incident knows. */
export type AlarmChange =
  /** Nothing that wasn't known. */
  | { readonly kind: 'known'; readonly alarm: IncidentAlarm }
  /** It is counted, and whether it rings is as it was. */
  | { readonly kind: 'late'; readonly alarm: IncidentAlarm }
  /** It rings, and did not before. */
  | { readonly kind: 'rings'; readonly alarm: IncidentAlarm }
  /** Anything else: it is over, has no data, or rings on for another reason. */
  | { readonly kind: 'changed'; readonly alarm: IncidentAlarm };

/** That change of its state that news tell of. */
export const changeIn = ({ report: { state, at }, via }: Heard): StateChange => ({
  state,
  at,
  ...(via === 'reading' ? { looked: true } : {}),
});

/**
 * An alarm that rings, of which nothing was told. `untold`: changes of its state that came before this one, whenever they
 * were: it may be over already.
 */
export function newAlarm(heard: Heard, untold: readonly StateChange[] = []): IncidentAlarm {
  const { report, via, at, service, severity, silencedUntil } = heard;
  const added = withChange(untold, changeIn(heard));
  const recent = 'changes' in added ? added.changes : untold;
  const newest = recent.at(-1) ?? changeIn(heard);
  const { openedAt = report.at, ...course } = courseOf(recent);
  return {
    fingerprint: report.fingerprint,
    type: report.type,
    name: report.name,
    ...(report.account === undefined ? {} : { account: report.account }),
    ...(report.region === undefined ? {} : { region: report.region }),
    ...(service === undefined ? {} : { service }),
    severity,
    state: newest.state,
    at: newest.at,
    openedAt,
    ...course,
    recent: kept(recent),
    ...words(report),
    ...(silencedUntil === undefined ? {} : { silencedUntil }),
    ...(via === 'reading' ? { confirmed: { state: report.state, at } } : {}),
  };
}

/**
 * Takes news in. News come late, twice and in any order: each is put where it belongs, and what all of them come to is the
 * state, so that it doesn't depend on their order. Our own look at CloudWatch confirms a state, and changes it where it tells
 * of a later change than is known.
 */
export function changeOf(alarm: IncidentAlarm, heard: Heard): AlarmChange {
  const { report, via } = heard;
  const isLook = via === 'reading';
  const looked = isLook ? { confirmed: { state: report.state, at: heard.at } } : {};
  if (isLook && report.state === alarm.state) return { kind: 'known', alarm: { ...alarm, ...looked } };
  // A look that is older than what is known says nothing of now.
  if (isLook && report.at < alarm.at) return { kind: 'known', alarm };
  const before = recentOf(alarm);
  const change = changeIn(heard);
  const after = withChange(before, change);
  switch (after.kind) {
    case 'known':
      return { kind: 'known', alarm };
    case 'older':
      return { kind: 'late', alarm: { ...alarm, changes: alarm.changes + 1 } };
    case 'said':
    case 'added': {
      const isNewest = after.changes.at(-1) === change;
      const { overAt: _over, ...rest } = alarm;
      const next: IncidentAlarm = {
        ...rest,
        ...moved(alarm, courseOf(before), courseOf(after.changes)),
        recent: kept(after.changes),
        ...looked,
        ...(isNewest ? { state: report.state, at: report.at } : {}),
        ...(isNewest && after.kind === 'added' ? { severity: heard.severity } : {}),
        // A look knows less of the alarm than a notice of it.
        ...(isNewest ? (isLook ? reasons(report) : words(report)) : {}),
      };
      // What a look saw first is told in the words of the notice, which say more.
      if (after.kind === 'said') return { kind: 'known', alarm: next };
      const [rang, rings] = [alarm.overAt === undefined, next.overAt === undefined];
      if (rings && !rang) return { kind: 'rings', alarm: next };
      return { kind: isNewest || rings !== rang ? 'changed' : 'late', alarm: next };
    }
  }
}

/** An alarm's newest changes. One that was stored without them says itself what is known. */
const recentOf = ({ recent, state, at, openedAt, overAt }: IncidentAlarm): readonly StateChange[] =>
  recent ?? [
    ...(state === 'ALARM' && openedAt === at ? [] : [{ state: 'ALARM' as const, at: openedAt }]),
    ...(overAt === undefined || overAt === at ? [] : [{ state: 'OK' as const, at: overAt }]),
    { state, at },
  ];

/** What counts on from what is known: older changes than are known one by one stay counted. */
const moved = (alarm: IncidentAlarm, before: Course, after: Course) => ({
  times: alarm.times + after.times - before.times,
  changes: alarm.changes + after.changes - before.changes,
  openedAt: Math.min(alarm.openedAt, after.openedAt ?? alarm.openedAt),
  ...(after.overAt === undefined ? {} : { overAt: after.overAt }),
});

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
