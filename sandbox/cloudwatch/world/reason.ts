import type { AlarmSeed, AlarmState } from './alarm.ts';
import { BAND, type Datapoint } from './series.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** `(21/11/26 02:55:00)`, which is how CloudWatch writes the time of a data point in a reason. */
function when(at: number): string {
  const date = new Date(at);
  const day = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear() % 100].map(two).join('/');
  return `(${day} ${[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')})`;
}

/** A number as Java writes a double: CloudWatch's reasons have `85.0`. */
const double = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

const MONTH = { weekday: 'long', day: '2-digit', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

/** `Wednesday 10 November, 2021 02:45:55 UTC` */
function spelled(at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', MONTH).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const time = new Date(at).toISOString().slice(11, 19);
  return `${of('weekday')} ${of('day')} ${of('month')}, ${of('year')} ${time} UTC`;
}

/** What a reason speaks of besides the alarm. */
export interface ReasonParts {
  readonly state: AlarmState;
  readonly at: number;
  /** The latest data points, newest first. */
  readonly recent: readonly Datapoint[];
  /** The ARN of the alarm that made a composite one change. */
  readonly child?: string | undefined;
}

/** CloudWatch's own way to give a reason (CloudWatch User Guide, "Alarm evaluation", and messages that alarms sent). */
export function reasonOf({ watched }: AlarmSeed, { state, at, recent, child }: ReasonParts): string {
  if (watched.kind === 'composite') {
    if (child !== undefined) return `${child} transitioned to ${state} at ${spelled(at)}`;
    return `Its alarm rule evaluates to ${state}`;
  }
  if (state === 'INSUFFICIENT_DATA') {
    const { periods } = watched;
    return `Insufficient Data: ${periods} datapoint${periods === 1 ? ' was' : 's were'} unknown.`;
  }
  const wanted = (watched.kind === 'metric' ? watched.datapoints : undefined) ?? watched.periods;
  const points = recent.map(({ value, at: start }) => `${double(value)} ${when(start)}`).join(', ');
  const were = `${recent.length === 1 ? 'was' : 'were'}${state === 'ALARM' ? '' : ' not'} greater than the`;
  const than =
    watched.kind === 'band'
      ? `upper thresholds [${recent.map(() => double(BAND.upper)).join(', ')}]`
      : `threshold (${double(watched.threshold)})`;
  const enough =
    state === 'ALARM'
      ? `minimum ${wanted} datapoint${wanted === 1 ? '' : 's'} for OK -> ALARM transition`
      : 'minimum 1 datapoint for ALARM -> OK transition';
  const crossed = watched.kind === 'band' ? 'Thresholds Crossed' : 'Threshold Crossed';
  return `${crossed}: ${recent.length} out of the last ${watched.periods} datapoints [${points}] ${were} ${than} (${enough}).`;
}
