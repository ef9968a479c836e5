import type { EpochMs } from '../../clock.ts';
import { conditionOf } from '../condition.ts';
import { Fingerprint } from '../fingerprint.ts';
import { type AlarmReport, AlarmState, LENGTHS } from '../report.ts';
import { type AlarmPlaceAndName, alarmArn } from './arn.ts';
import { boundedPairs } from './pairs.ts';
import { plainShort, plainText } from './plain.ts';
import { termsIn } from './terms.ts';
import { valueSaid } from './value.ts';

/** What SNS messages and EventBridge's events both say of an alarm's change, each in its own spelling. */
export interface SaidOfAlarm {
  readonly alarm: AlarmPlaceAndName | undefined;
  readonly state: string | undefined;
  readonly at: EpochMs;
  readonly reason: string | undefined;
  /** The data of the reason (CloudWatch API, StateReasonData). */
  readonly data: unknown;
  /** What says what it watches: `Trigger`, or the event's `configuration`. */
  readonly watches: unknown;
  readonly unit: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly (readonly [string, string])[];
  /** Of a composite alarm: the ARNs or names of those that set it off; undefined: it is none. */
  readonly children: readonly string[] | undefined;
}

/** As much of a reason as is searched for the value and the comparison: CloudWatch's own are shorter (StateReason, 1,023). */
const SEARCHED = 4_000;

/** CloudWatch allows no control characters in a name (CloudWatch API, PutMetricAlarm), so that this would be no alarm of it. */
const CONTROL = /\p{Cc}/u;

/** The report of a change of a CloudWatch alarm; undefined where it doesn't say which alarm, or what its state is. */
export function cloudWatchReport(said: SaidOfAlarm): AlarmReport | undefined {
  const { alarm } = said;
  const state = AlarmState.safeParse(said.state);
  if (alarm === undefined || CONTROL.test(alarm.name) || !state.success) return undefined;
  const { account, region } = alarm;
  const name = plainShort(alarm.name);
  const fingerprint = Fingerprint.safeParse(`cloudwatch/${account}/${region}/${alarm.name.toWellFormed()}`);
  if (name === '' || !fingerprint.success) return undefined;
  return {
    kind: 'alarm',
    fingerprint: fingerprint.data,
    name,
    account,
    region,
    state: state.data,
    at: said.at,
    reason: plainText(said.reason ?? ''),
    ...(said.description ? { description: plainText(said.description) } : {}),
    labels: boundedPairs(said.tags),
    ...(said.children === undefined ? watched(said) : composite(said.children)),
  };
}

const composite = (children: readonly string[]) => ({
  type: 'composite' as const,
  dimensions: {},
  children: children.slice(0, LENGTHS.labels).map((child) => plainShort(alarmArn(child)?.name ?? child)),
});

function watched({ watches, reason = '', data, unit }: SaidOfAlarm) {
  const words = reason.slice(0, SEARCHED);
  const { terms, type, dimensions } = termsIn(watches, words, data);
  const condition = conditionOf(terms);
  const value = valueSaid(terms, { reason: words, data, unit });
  return {
    type,
    dimensions,
    ...(condition === undefined ? {} : { condition: plainShort(condition) }),
    ...(value === undefined ? {} : { value: plainShort(value) }),
  };
}
