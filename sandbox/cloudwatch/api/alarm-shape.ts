import { seconds } from '../../ecs/api/operation.ts';
import type { SandboxAlarm, Watched } from '../world/alarm.ts';

/** An alarm as DescribeAlarms shows it (CloudWatch API, MetricAlarm and CompositeAlarm). */
export function alarmShape(alarm: SandboxAlarm, account: string): Readonly<Record<string, unknown>> {
  const { region, name, watched, state, reason, since } = alarm;
  return {
    AlarmName: name,
    AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
    ActionsEnabled: true,
    AlarmActions: [],
    OKActions: [],
    InsufficientDataActions: [],
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: seconds(since),
    StateTransitionedTimestamp: seconds(since),
    ...watchedShape(watched),
  };
}

function watchedShape(watched: Watched): Readonly<Record<string, unknown>> {
  switch (watched.kind) {
    case 'composite':
      return { AlarmRule: watched.rule };
    case 'metric':
      return {
        MetricName: watched.metric,
        Namespace: watched.namespace,
        Statistic: watched.statistic,
        Period: watched.period,
        EvaluationPeriods: watched.periods,
        ...(watched.datapoints === undefined ? {} : { DatapointsToAlarm: watched.datapoints }),
        Threshold: watched.threshold,
        ComparisonOperator: 'GreaterThanThreshold',
      };
    case 'maths':
      return {
        EvaluationPeriods: watched.periods,
        Threshold: watched.threshold,
        ComparisonOperator: 'GreaterThanThreshold',
        Metrics: [
          { Id: 'e1', Expression: 'm1 / m2 * 100', Label: watched.label, ReturnData: true },
          query('m1', 'HTTPCode_Target_5XX_Count', watched.period, false),
          query('m2', 'RequestCount', watched.period, false),
        ],
      };
    case 'band':
      return {
        EvaluationPeriods: watched.periods,
        ThresholdMetricId: 'ad1',
        ComparisonOperator: 'GreaterThanUpperThreshold',
        Metrics: [
          { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)', ReturnData: true },
          query('m1', watched.metric, watched.period, true),
        ],
      };
  }
}

const query = (id: string, metric: string, period: number, returnData: boolean) => ({
  Id: id,
  MetricStat: {
    Metric: { Namespace: 'AWS/ApplicationELB', MetricName: metric },
    Period: period,
    Stat: 'Sum',
  },
  ReturnData: returnData,
});
