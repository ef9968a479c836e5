import type { AlarmReading } from '../ports/alarms.ts';

/**
 * The alarms of a service that ring, those that ring longest first; and those that CloudWatch doesn't have, though the
 * configuration lists them. `unknown` where they couldn't be read: then nothing may be said of them.
 */
export type RingingAlarms =
  | { readonly ringing: readonly AlarmReading[]; readonly missing: readonly string[] }
  | 'unknown';

/** What of a reading concerns a service that lists these alarms. */
export const ringingOf = (
  names: readonly string[],
  read: ReadonlyMap<string, AlarmReading>,
): Exclude<RingingAlarms, 'unknown'> => ({
  ringing: names
    .flatMap((name) => read.get(name) ?? [])
    .filter(({ state }) => state === 'ALARM')
    .sort((a, b) => a.since - b.since),
  missing: names.filter((name) => !read.has(name)),
});
