import { type AlarmTerms, isBand } from '../condition.ts';
import type { AlarmKind } from '../report.ts';
import { watchedIn } from './metrics.ts';
import { numberIn, textIn } from './raw.ts';

/** How CloudWatch says in a reason what was compared; the first that fits counts. */
const COMPARISONS: readonly (readonly [RegExp, string])[] = [
  [
    /less than the lower thresholds? .{0,900}greater than the upper threshold/s,
    'LessThanLowerOrGreaterThanUpperThreshold',
  ],
  [/greater than the upper threshold/, 'GreaterThanUpperThreshold'],
  [/less than the lower threshold/, 'LessThanLowerThreshold'],
  [/greater than or equal to the threshold/, 'GreaterThanOrEqualToThreshold'],
  [/greater than the threshold/, 'GreaterThanThreshold'],
  [/less than or equal to the threshold/, 'LessThanOrEqualToThreshold'],
  [/less than the threshold/, 'LessThanThreshold'],
];

const comparisonSaid = (reason: string): string | undefined =>
  COMPARISONS.find(([words]) => words.test(reason))?.[1];

const isBandExpression = (expression: string | undefined): boolean =>
  expression?.startsWith('ANOMALY_DETECTION_BAND(') === true;

/** What an alarm watches, the kind it is of, and its dimensions. */
export interface ReadTerms {
  readonly terms: AlarmTerms;
  readonly type: AlarmKind;
  readonly dimensions: Readonly<Record<string, string>>;
}

/**
 * Reads what an alarm watches and when it rings from `Trigger` or from an event's `configuration`. An event says neither
 * the comparison nor the threshold: those are in its reason and in the data of that reason.
 */
export function termsIn(raw: unknown, reason: string, reasonData: unknown): ReadTerms {
  const { metric, queries, dimensions } = watchedIn(raw);
  const band =
    textIn(raw, 'ThresholdMetricId') ?? queries?.find((one) => isBandExpression(one.expression))?.id;
  const terms: AlarmTerms = {
    metric,
    queries,
    band,
    operator: textIn(raw, 'ComparisonOperator') ?? comparisonSaid(reason),
    threshold: numberIn(raw, 'Threshold') ?? numberIn(reasonData, 'threshold'),
    period: numberIn(raw, 'Period'),
    periods: numberIn(raw, 'EvaluationPeriods'),
    wanted: numberIn(raw, 'DatapointsToAlarm'),
  };
  return { terms, type: typeOf(terms), dimensions };
}

function typeOf(terms: AlarmTerms): AlarmKind {
  if (terms.band !== undefined || isBand(terms)) return 'anomaly';
  return terms.queries === undefined || terms.metric !== undefined ? 'metric' : 'maths';
}
