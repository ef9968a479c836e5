import { type DurationMs, type EpochMs, minutes } from '../clock.ts';
import type { Incident } from './incident.ts';

/** CloudWatch is asked each minute: what it hasn't confirmed for so long couldn't be read. */
const READ_WITHIN: DurationMs = minutes(3);

/**
 * Where CloudWatch hasn't said lately how open alarms are, in words: "CloudWatch in us-east-1". What is shown of those may
 * be old. An alarm that isn't CloudWatch's is never read.
 */
export function unreadPlaces(open: readonly Incident[], now: EpochMs): readonly string[] {
  const old = open.flatMap(({ alarms }) =>
    alarms.filter(
      ({ type, overAt, openedAt, confirmed }) =>
        type !== 'rule' && overAt === undefined && now - (confirmed?.at ?? openedAt) > READ_WITHIN,
    ),
  );
  return [...new Set(old.flatMap(({ region }) => (region === undefined ? [] : [`CloudWatch in ${region}`])))];
}
