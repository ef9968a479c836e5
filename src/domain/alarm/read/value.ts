import { type AlarmTerms, comparedQuery } from '../condition.ts';
import { listIn, numberIn, textIn } from './raw.ts';

/** CloudWatch keeps so many results of an alarm at most in what it says of it; more are not looked at. */
const DATAPOINTS = 10_000;

/** The first number of a list like "[92.4 (26/11/26 03:10:00), 91.0 (…)]", whose newest comes first. */
const NEWEST_FIRST = /\[(-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?) \(/;

/**
 * The newest value that a change of state was decided by, as a person reads it: "92.4 %", "0.067". From the data of the
 * reason where it came, else from the words of the reason. Undefined where nothing was measured.
 */
export function valueSaid(
  terms: AlarmTerms,
  said: { readonly reason: string; readonly data: unknown; readonly unit: string | undefined },
): string | undefined {
  const value = inData(said.data) ?? inWords(said.reason);
  if (value === undefined) return undefined;
  const unit = textIn(said.data, 'unit') ?? said.unit;
  return isPercent(unit, terms.metric ?? comparedQuery(terms)?.metric)
    ? `${written(value, 1, terms.threshold)} %`
    : written(value, 3, terms.threshold);
}

/** `recentDatapoints` has the newest at the end, `results` of a log alarm at the start. */
function inData(data: unknown): number | undefined {
  const newest = listIn(data, DATAPOINTS, 'recentDatapoints').at(-1);
  if (typeof newest === 'number' && Number.isFinite(newest)) return newest;
  return numberIn(listIn(data, 1, 'results')[0], 'value');
}

function inWords(reason: string): number | undefined {
  const value = Number(NEWEST_FIRST.exec(reason)?.[1] ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** Metrics called utilization are percentages where nothing else is said of them (the AWS services' metric lists). */
const isPercent = (unit: string | undefined, metric: string | undefined): boolean =>
  unit === undefined || unit === '' || unit === 'None'
    ? /utilization$/i.test(metric ?? '')
    : unit === 'Percent';

/** With so many decimals, or with more where it would read as the threshold that it isn't; small numbers keep three digits. */
function written(value: number, decimals: number, threshold: number | undefined): string {
  if (value !== 0 && Math.abs(value) < 0.1) return String(Number(value.toPrecision(3)));
  const rounded = Number(value.toFixed(decimals));
  const hides = rounded === threshold && value !== threshold && decimals < 9;
  return hides ? written(value, decimals + 1, threshold) : String(rounded);
}
