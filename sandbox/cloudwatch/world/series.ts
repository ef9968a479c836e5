import { createHash } from 'node:crypto';
import type { SandboxAlarm, StateChange, Watched } from './alarm.ts';

/** One data point: the beginning of its period, in milliseconds since the epoch, and its value. */
export interface Datapoint {
  readonly at: number;
  readonly value: number;
}

/** The upper edge of every band of anomaly detection in the sandbox, and the lower one. */
export const BAND = { lower: 0.5, upper: 2 } as const;

/** The value that an alarm rings above; undefined for a composite one, which watches no metric. */
export function boundOf(watched: Watched): number | undefined {
  if (watched.kind === 'composite') return undefined;
  return watched.kind === 'band' ? BAND.upper : watched.threshold;
}

/** How far a value is from the middle, from 0 up to 1: the same for the same alarm and the same time. */
const wobble = (name: string, at: number): number =>
  createHash('sha256').update(`${name} ${at}`).digest().readUInt16BE() / 0x10000;

/** Metrics that only count whole things. */
const isCount = (watched: Watched): boolean => watched.kind === 'metric' && watched.metric.endsWith('Count');

function valueAt(
  { name, watched }: Pick<SandboxAlarm, 'name' | 'watched'>,
  bound: number,
  rings: boolean,
  at: number,
) {
  const part = wobble(name, at);
  const value = rings
    ? bound * (1.08 + 0.1 * part) + (bound === 0 ? 1 + part : 0)
    : bound * (0.4 + 0.2 * part);
  // At least one whole thing above the threshold, and never one above it while all is well.
  if (isCount(watched)) return rings ? Math.max(Math.floor(bound) + 1, Math.round(value)) : Math.floor(value);
  return Math.round(value * 100) / 100;
}

/** When the data turned for a change of the state: an alarm rings only when enough whole periods have breached. */
const turned = ({ state, at }: StateChange, period: number, periods: number): number =>
  (Math.floor(at / (period * 1000)) - (state === 'ALARM' ? periods : 1)) * period * 1000;

/** The parts of an alarm that its metric follows from. */
type Followed = Pick<SandboxAlarm, 'name' | 'watched' | 'history'>;

/** How the metric was at a time: as the last change had it, or as it was at first. */
function stateAt({ watched, history }: Followed, at: number): StateChange['state'] {
  if (watched.kind === 'composite') return 'INSUFFICIENT_DATA';
  const last = history.slice(1).findLast((change) => turned(change, watched.period, watched.periods) <= at);
  return (last ?? history[0]).state;
}

/**
 * The metric that an alarm watches, from `from` until before `to`, one data point a period (in seconds; the alarm's own
 * unless told), at times that the period divides. It is above the alarm's bound for the periods before the alarm rang and
 * while it rings, below it while all is well, and isn't there while there is no data. The same alarm has the same data at
 * every reading. Empty for a composite alarm.
 */
export function seriesOf(alarm: Followed, from: number, to: number, period?: number): Datapoint[] {
  const { watched } = alarm;
  const bound = boundOf(watched);
  if (watched.kind === 'composite' || bound === undefined) return [];
  const step = (period ?? watched.period) * 1000;
  const points: Datapoint[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) {
    const state = stateAt(alarm, at);
    if (state !== 'INSUFFICIENT_DATA')
      points.push({ at, value: valueAt(alarm, bound, state === 'ALARM', at) });
  }
  return points;
}

/** The data points that an evaluation at `at` looks at, newest first: as many as the alarm has periods, whole ones. */
export function recentOf(alarm: Followed, at: number): Datapoint[] {
  const { watched } = alarm;
  if (watched.kind === 'composite') return [];
  const end = Math.floor(at / (watched.period * 1000)) * watched.period * 1000;
  return seriesOf(alarm, end - watched.periods * watched.period * 1000, end).reverse();
}
