import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmTerms } from '../../domain/alarm/condition.ts';

/** What a metric alarm watches and when it rings, as the domain says it. */
export const termsOf = (alarm: MetricAlarm): AlarmTerms => ({
  metric: alarm.MetricName,
  queries: alarm.Metrics?.map((query) => ({
    id: query.Id,
    label: query.Label,
    expression: query.Expression,
    metric: query.MetricStat?.Metric?.MetricName,
    period: query.Period ?? query.MetricStat?.Period,
    returned: query.ReturnData,
  })),
  band: alarm.ThresholdMetricId,
  operator: alarm.ComparisonOperator,
  threshold: alarm.Threshold,
  period: alarm.Period,
  periods: alarm.EvaluationPeriods,
  wanted: alarm.DatapointsToAlarm,
});
