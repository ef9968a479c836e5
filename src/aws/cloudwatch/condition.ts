import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';

/** CloudWatch API, ComparisonOperator: those with a threshold, and those with a band (anomaly detection). */
const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};
const BANDS: Readonly<Record<string, string>> = {
  GreaterThanUpperThreshold: 'above its usual band',
  LessThanLowerThreshold: 'below its usual band',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside its usual band',
};

/** An alarm's period in seconds: its own, or with metric maths the longest of its metrics. */
export function periodOf({ Period, Metrics = [] }: MetricAlarm): number | undefined {
  if (Period !== undefined) return Period;
  const periods = Metrics.flatMap((one) => one.Period ?? one.MetricStat?.Period ?? []);
  return periods.length === 0 ? undefined : Math.max(...periods);
}

/**
 * What an alarm watches for, in a person's words: "CPUUtilization > 85 for 10 min", "error rate above its usual band
 * for 5 min". Undefined where the alarm doesn't say enough.
 */
export function conditionOf(alarm: MetricAlarm): string | undefined {
  const watched = watchedOf(alarm);
  const { Threshold, ComparisonOperator = '' } = alarm;
  const sign = SIGNS[ComparisonOperator];
  const breach =
    sign !== undefined && Threshold !== undefined ? `${sign} ${Threshold}` : BANDS[ComparisonOperator];
  if (watched === undefined || breach === undefined) return undefined;
  return [watched, breach, howLong(alarm)].filter((part) => part !== '').join(' ');
}

/** The metric's name; with metric maths the label or the expression of what is compared. */
function watchedOf({ MetricName, Metrics = [], ThresholdMetricId }: MetricAlarm): string | undefined {
  if (MetricName !== undefined) return MetricName;
  // With a band two queries return data: the metric's own and the band's, which ThresholdMetricId names.
  const watched = Metrics.find(({ Id, ReturnData }) => ReturnData !== false && Id !== ThresholdMetricId);
  return watched?.Label ?? watched?.MetricStat?.Metric?.MetricName ?? watched?.Expression;
}

function howLong(alarm: MetricAlarm): string {
  const period = periodOf(alarm);
  const { EvaluationPeriods: of, DatapointsToAlarm: wanted } = alarm;
  if (period === undefined || of === undefined) return '';
  return wanted === undefined || wanted === of
    ? `for ${lengthOf(period * of)}`
    : `in ${wanted} of ${of} periods of ${lengthOf(period)}`;
}

const lengthOf = (inSeconds: number): string => {
  if (inSeconds % 3600 === 0) return `${inSeconds / 3600} h`;
  return inSeconds % 60 === 0 ? `${inSeconds / 60} min` : `${inSeconds} s`;
};
