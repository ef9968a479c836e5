import { seconds } from '../../ecs/api/operation.ts';
import type { SandboxAlarm, Watched } from '../world/alarm.ts';
import { comparisonOf, expressionOf, metricsOf, type WatchedMetric } from '../world/queries.ts';

/** An alarm as DescribeAlarms shows it (CloudWatch API, MetricAlarm and CompositeAlarm). */
export function alarmShape(alarm: SandboxAlarm): Readonly<Record<string, unknown>> {
  const { arn, name, description, watched, state, reason, since, actions, actionsEnabled } = alarm;
  return {
    AlarmName: name,
    AlarmArn: arn,
    ...(description === undefined ? {} : { AlarmDescription: description }),
    AlarmConfigurationUpdatedTimestamp: seconds(alarm.configuredAt),
    ActionsEnabled: actionsEnabled,
    AlarmActions: actions.ALARM,
    OKActions: actions.OK,
    InsufficientDataActions: actions.INSUFFICIENT_DATA,
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: seconds(since),
    StateTransitionedTimestamp: seconds(since),
    ...watchedShape(watched),
  };
}

function watchedShape(watched: Watched): Readonly<Record<string, unknown>> {
  if (watched.kind === 'composite') return { AlarmRule: watched.rule };
  const common = { EvaluationPeriods: watched.periods, ComparisonOperator: comparisonOf(watched) };
  if (watched.kind === 'metric') {
    return {
      ...common,
      MetricName: watched.metric,
      Namespace: watched.namespace,
      Dimensions: (watched.dimensions ?? []).map(({ name, value }) => ({ Name: name, Value: value })),
      Statistic: watched.statistic,
      Period: watched.period,
      ...(watched.datapoints === undefined ? {} : { DatapointsToAlarm: watched.datapoints }),
      Threshold: watched.threshold,
    };
  }
  const { id, expression, label } = expressionOf(watched);
  const query = { Id: id, Expression: expression, Label: label, ReturnData: true };
  return {
    ...common,
    ...(watched.kind === 'maths' ? { Threshold: watched.threshold } : { ThresholdMetricId: id }),
    Metrics: [query, ...metricsOf(watched).map(metricQuery)],
  };
}

const metricQuery = ({ id, namespace, metric, statistic, period, returned }: WatchedMetric) => ({
  Id: id,
  MetricStat: { Metric: { Namespace: namespace, MetricName: metric }, Period: period, Stat: statistic },
  ReturnData: returned,
});
