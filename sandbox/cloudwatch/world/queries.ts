import type { Dimension, Watched } from './alarm.ts';

/** One metric that an alarm reads. */
export interface WatchedMetric {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
  readonly statistic: string;
  /** Seconds. */
  readonly period: number;
  readonly returned: boolean;
}

/** What an alarm works out of its metrics: a figure, or a band. */
export interface WatchedExpression {
  readonly id: string;
  readonly expression: string;
  readonly label: string;
}

type Maths = Extract<Watched, { kind: 'maths' }>;
type Band = Extract<Watched, { kind: 'band' }>;

/** What an alarm of metric maths or anomaly detection works out. */
export const expressionOf = (watched: Maths | Band): WatchedExpression =>
  watched.kind === 'maths'
    ? { id: 'e1', expression: 'm1 / m2 * 100', label: watched.label }
    : { id: 'ad1', expression: 'ANOMALY_DETECTION_BAND(m1, 2)', label: `${watched.metric} (expected)` };

/** The metrics that an alarm of metric maths or anomaly detection reads. */
export function metricsOf(watched: Maths | Band): WatchedMetric[] {
  const metric = (id: string, name: string, returned: boolean): WatchedMetric => ({
    id,
    namespace: 'AWS/ApplicationELB',
    metric: name,
    dimensions: [],
    statistic: 'Sum',
    period: watched.period,
    returned,
  });
  return watched.kind === 'maths'
    ? [metric('m1', 'HTTPCode_Target_5XX_Count', false), metric('m2', 'RequestCount', false)]
    : [metric('m1', watched.metric, true)];
}

/** CloudWatch API, ComparisonOperator. */
export const comparisonOf = ({ kind }: Watched): 'GreaterThanThreshold' | 'GreaterThanUpperThreshold' =>
  kind === 'band' ? 'GreaterThanUpperThreshold' : 'GreaterThanThreshold';
