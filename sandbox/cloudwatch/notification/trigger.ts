import type { Watched } from '../world/alarm.ts';
import { comparisonOf, expressionOf, metricsOf, type WatchedMetric } from '../world/queries.ts';

/** What an alarm that isn't composite watches. */
export type MetricWatched = Exclude<Watched, { kind: 'composite' }>;

/** CloudWatch's own way to say that nothing was said of missing data, and of samples that are too few. */
const UNSAID = { TreatMissingData: 'missing', EvaluateLowSampleCountPercentile: '' } as const;

/**
 * The Trigger of a message. A metric's own names it; metric maths and anomaly detection have `Metrics` instead, maths a
 * threshold beside it, anomaly detection the id of its band. Names and values of dimensions are in lower case here, unlike
 * in the API.
 */
export function triggerOf(watched: MetricWatched): Readonly<Record<string, unknown>> {
  const periods = {
    EvaluationPeriods: watched.periods,
    ...(watched.kind === 'metric' && watched.datapoints !== undefined
      ? { DatapointsToAlarm: watched.datapoints }
      : {}),
    ComparisonOperator: comparisonOf(watched),
  };
  if (watched.kind === 'metric') {
    const { metric, namespace, statistic, dimensions = [], period, threshold } = watched;
    return {
      MetricName: metric,
      Namespace: namespace,
      StatisticType: 'Statistic',
      Statistic: statistic.toUpperCase(),
      Unit: null,
      Dimensions: dimensions.map(({ name, value }) => ({ value, name })),
      Period: period,
      ...periods,
      Threshold: threshold,
      ...UNSAID,
    };
  }
  const { id, expression, label } = expressionOf(watched);
  const query = { Expression: expression, Id: id, Label: label, ReturnData: true };
  const metrics = metricsOf(watched).map(metricQuery);
  return {
    Period: watched.period,
    ...periods,
    ...(watched.kind === 'maths' ? { Threshold: watched.threshold } : { ThresholdMetricId: id }),
    ...UNSAID,
    Metrics: watched.kind === 'maths' ? [query, ...metrics] : [...metrics, query],
  };
}

const metricQuery = ({ id, namespace, metric, statistic, period, returned }: WatchedMetric) => ({
  Id: id,
  MetricStat: {
    Metric: { Dimensions: [], MetricName: metric, Namespace: namespace },
    Period: period,
    Stat: statistic,
  },
  ReturnData: returned,
});
