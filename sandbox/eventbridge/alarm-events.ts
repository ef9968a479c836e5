import { type AlarmChange, stamp } from '../cloudwatch/notification/alarm-message.ts';
import type { Dimension, SandboxAlarm } from '../cloudwatch/world/alarm.ts';
import { expressionOf, metricsOf } from '../cloudwatch/world/queries.ts';
import { type AwsEvent, eventOf, type Happened } from './event.ts';

/** How an alarm was before: its state, why, and since when. */
export type AlarmBefore = Pick<SandboxAlarm, 'state' | 'reason' | 'since'>;

/** `CloudWatch Alarm State Change` (CloudWatch User Guide, "Alarm events and EventBridge"), without data of its reasons but for a composite one's. */
export function alarmStateChange(
  { alarm, children }: Pick<AlarmChange, 'alarm' | 'children'>,
  before: AlarmBefore,
  id: Happened['id'],
): AwsEvent {
  const reasonData = JSON.stringify({
    triggeringAlarms: children.map(({ arn, state, since }) => ({
      arn,
      state: { value: state, timestamp: stamp(since) },
    })),
  });
  return eventOf(
    { source: 'aws.cloudwatch', type: 'CloudWatch Alarm State Change', arn: alarm.arn },
    { id, at: alarm.since },
    {
      alarmName: alarm.name,
      configuration: configurationOf(alarm),
      previousState: stateOf(before),
      state: { ...stateOf(alarm), ...(alarm.watched.kind === 'composite' ? { reasonData } : {}) },
    },
  );
}

const stateOf = ({ state, reason, since }: AlarmBefore) => ({
  value: state,
  reason,
  timestamp: stamp(since),
});

function configurationOf({ watched, description }: SandboxAlarm): Readonly<Record<string, unknown>> {
  const described = description === undefined ? {} : { description };
  if (watched.kind === 'composite') return { ...described, alarmRule: watched.rule };
  if (watched.kind === 'metric') {
    const { namespace, metric, dimensions = [], period, statistic } = watched;
    return {
      ...described,
      metrics: [metricOf('m1', { namespace, metric, dimensions, period, statistic, returned: true })],
    };
  }
  const { id, expression, label } = expressionOf(watched);
  return {
    ...described,
    metrics: [
      { id, expression, label, returnData: true },
      ...metricsOf(watched).map((one) => metricOf(one.id, one)),
    ],
  };
}

interface Drawn {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
  readonly period: number;
  readonly statistic: string;
  readonly returned: boolean;
}

/** Unlike in the API, dimensions are one object here, and keys begin in lower case. */
const metricOf = (id: string, { namespace, metric, dimensions, period, statistic, returned }: Drawn) => ({
  id,
  metricStat: {
    metric: {
      name: metric,
      namespace,
      dimensions: Object.fromEntries(dimensions.map(({ name, value }) => [name, value])),
    },
    period,
    stat: statistic,
  },
  returnData: returned,
});
