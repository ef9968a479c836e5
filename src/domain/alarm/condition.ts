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

/** One query of an alarm of metric maths or anomaly detection: a metric, or an expression over others. */
export interface MetricQuery {
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly expression?: string | undefined;
  /** The metric's name, where it is no expression. */
  readonly metric?: string | undefined;
  /** In seconds. */
  readonly period?: number | undefined;
  /** Whether it is compared; CloudWatch's word is true where it is absent. */
  readonly returned?: boolean | undefined;
}

/** What an alarm watches and when it rings, as far as whoever tells of it says so (CloudWatch API, MetricAlarm). */
export interface AlarmTerms {
  readonly metric?: string | undefined;
  readonly queries?: readonly MetricQuery[] | undefined;
  /** The query that is the band, with anomaly detection (`ThresholdMetricId`). */
  readonly band?: string | undefined;
  /** `ComparisonOperator`. */
  readonly operator?: string | undefined;
  readonly threshold?: number | undefined;
  /** In seconds. */
  readonly period?: number | undefined;
  /** `EvaluationPeriods`, and how many of them must breach (`DatapointsToAlarm`). */
  readonly periods?: number | undefined;
  readonly wanted?: number | undefined;
}

/** Whether it compares with a band, as anomaly detection does. */
export const isBand = ({ operator = '' }: AlarmTerms): boolean => Object.hasOwn(BANDS, operator);

/** An alarm's period in seconds: its own, or with metric maths the longest of its metrics. */
export function periodOf({ period, queries = [] }: AlarmTerms): number | undefined {
  if (period !== undefined) return period;
  const periods = queries.flatMap((one) => one.period ?? []);
  return periods.length === 0 ? undefined : Math.max(...periods);
}

/** The query that is compared; with a band two return data: the metric's own and the band's. */
export const comparedQuery = ({ queries = [], band }: AlarmTerms): MetricQuery | undefined =>
  queries.find(({ id, returned }) => returned !== false && (band === undefined || id !== band));

/**
 * What an alarm watches for, in a person's words: "CPUUtilization > 85 for 10 min", "error rate above its usual band
 * for 5 min". Undefined where the alarm doesn't say enough.
 */
export function conditionOf(terms: AlarmTerms): string | undefined {
  const watched = watchedOf(terms);
  const breach = breachOf(terms);
  if (watched === undefined || breach === undefined) return undefined;
  return [watched, breach, howLong(terms)].filter((part) => part !== '').join(' ');
}

/** The metric's name; with metric maths the label or the expression of what is compared. */
function watchedOf(terms: AlarmTerms): string | undefined {
  if (terms.metric !== undefined) return terms.metric;
  const compared = comparedQuery(terms);
  return compared?.label ?? compared?.metric ?? compared?.expression;
}

function breachOf({ operator = '', threshold }: AlarmTerms): string | undefined {
  if (Object.hasOwn(BANDS, operator)) return BANDS[operator];
  if (!Object.hasOwn(SIGNS, operator) || threshold === undefined) return undefined;
  return `${SIGNS[operator]} ${threshold}`;
}

function howLong(terms: AlarmTerms): string {
  const period = periodOf(terms);
  const { periods: of, wanted } = terms;
  if (period === undefined || of === undefined) return '';
  return wanted === undefined || wanted === of
    ? `for ${lengthOf(period * of)}`
    : `in ${wanted} of ${of} periods of ${lengthOf(period)}`;
}

const lengthOf = (inSeconds: number): string => {
  if (inSeconds % 3600 === 0) return `${inSeconds / 3600} h`;
  return inSeconds % 60 === 0 ? `${inSeconds / 60} min` : `${inSeconds} s`;
};
