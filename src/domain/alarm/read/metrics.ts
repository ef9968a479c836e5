import type { MetricQuery } from '../condition.ts';
import { boundedPairs } from './pairs.ts';
import { plainShort } from './plain.ts';
import { listIn, numberIn, objectIn, textIn, truthIn } from './raw.ts';

/** An alarm may have so many queries (CloudWatch API, PutMetricAlarm), and a metric so many dimensions (MetricDatum). */
const QUERIES = 500;
const DIMENSIONS = 30;

type Pairs = readonly (readonly [string, string])[];

/** An optional text, cut. */
const shortOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : plainShort(text);

/** A query as SNS messages (`MetricStat`) or as EventBridge's events (`metricStat`) write it. */
function queryOf(raw: unknown): MetricQuery {
  const stat = objectIn(raw, 'MetricStat', 'metricStat');
  return {
    id: textIn(raw, 'Id', 'id'),
    label: shortOf(textIn(raw, 'Label', 'label')),
    expression: shortOf(textIn(raw, 'Expression', 'expression')),
    metric: shortOf(textIn(objectIn(stat, 'Metric', 'metric'), 'MetricName', 'name')),
    period: numberIn(raw, 'Period', 'period') ?? numberIn(stat, 'Period', 'period'),
    returned: truthIn(raw, 'ReturnData', 'returnData'),
  };
}

/** Dimensions as a list of names and values, in either spelling, or as an object. */
function dimensionsIn(metric: unknown): Pairs {
  const listed = listIn(metric, DIMENSIONS, 'Dimensions', 'dimensions').flatMap((one) => {
    const [name, value] = [textIn(one, 'name', 'Name'), textIn(one, 'value', 'Value')];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return listed.length > 0 ? listed : textPairs(objectIn(metric, 'Dimensions', 'dimensions'), DIMENSIONS);
}

/** The fields of an object that are texts, so many at most. */
export const textPairs = (object: Readonly<Record<string, unknown>> | undefined, most: number): Pairs =>
  Object.keys(object ?? {})
    .slice(0, most)
    .flatMap((name) => {
      const value = textIn(object, name);
      return value === undefined ? [] : [[name, value] as const];
    });

/** What an alarm watches: a metric of its own or queries, and the dimensions about which all that have them agree. */
export interface Watched {
  readonly metric: string | undefined;
  readonly queries: readonly MetricQuery[] | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Reads what an alarm watches from `Trigger` or from an event's `configuration`. */
export function watchedIn(raw: unknown): Watched {
  const metrics = listIn(raw, QUERIES, 'Metrics', 'metrics');
  const read = metrics.map(queryOf);
  const ofQueries = metrics.flatMap((one) =>
    dimensionsIn(objectIn(objectIn(one, 'MetricStat', 'metricStat'), 'Metric', 'metric')),
  );
  const dimensions = boundedPairs(agreed([...dimensionsIn(raw), ...ofQueries]));
  const [only, ...more] = read;
  // An event has the metric of a plain alarm as its only query.
  const alone = more.length === 0 && only?.expression === undefined ? only?.metric : undefined;
  const metric = shortOf(textIn(raw, 'MetricName')) ?? alone;
  return { metric, queries: read.length === 0 ? undefined : read, dimensions };
}

/** Those pairs whose name has one value only: an alarm over several services tells of none of them. */
function agreed(pairs: Pairs): Pairs {
  const values = new Map<string, string | undefined>();
  for (const [name, value] of pairs)
    values.set(name, values.has(name) && values.get(name) !== value ? undefined : value);
  return [...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
