import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { conditionOf, periodOf } from '../../domain/alarm/condition.ts';
import { seconds } from '../../domain/clock.ts';
import type { AlarmReading } from '../../domain/ports/alarms.ts';
import { oneOf, required } from '../ecs/required.ts';
import { termsOf } from './alarm-terms.ts';

const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

/** A composite alarm as the domain has it: it says neither a condition of its own nor how long it takes. */
export const compositeReading = (alarm: CompositeAlarm | MetricAlarm): AlarmReading => ({
  name: required(alarm.AlarmName, 'alarm.AlarmName'),
  state: oneOf(alarm.StateValue, STATES, 'alarm.StateValue'),
  // StateUpdatedTimestamp moves with the reason, too (CloudWatch API, MetricAlarm).
  since: required(
    alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp,
    'alarm.StateTransitionedTimestamp',
  ).getTime(),
  reason: alarm.StateReason ?? '',
});

/** A metric alarm as the domain has it. */
export function metricReading(alarm: MetricAlarm): AlarmReading {
  const reading = compositeReading(alarm);
  const terms = termsOf(alarm);
  const condition = conditionOf(terms);
  const [period, periods] = [periodOf(terms), terms.periods];
  return {
    ...reading,
    ...(condition === undefined ? {} : { condition }),
    ...(period === undefined || periods === undefined ? {} : { window: seconds(period * (periods + 1)) }),
  };
}
