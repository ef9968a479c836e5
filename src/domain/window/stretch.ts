import type { EpochMs } from '../clock.ts';
import { daysLater, momentsOf, type WallTime, wallTimeIn } from '../hold/wall-clock.ts';
import { type Recurrence, WEEKDAYS, type Weekday, type Window } from './window.ts';

/** When something stands: from `since` on, and no more at `until`. */
export interface Stretch {
  readonly since: EpochMs;
  readonly until: EpochMs;
}

type Recurring = Pick<Window, 'recurs' | 'zone'>;

/** A stretch is no longer than a week, and neither is a row of daily ones. */
const DAYS_BEFORE = 9;
/** A weekly one may fall into the hour that is left out, and comes only a week later then. */
const DAYS_AFTER = 16;

/** The stretch in which a window stands at a moment; undefined: it doesn't. Stretches that touch are one. */
export const standsAt = (window: Recurring, now: EpochMs): Stretch | undefined =>
  stretchesAround(window, now).find(({ since, until }) => since <= now && now < until);

/** When a window stands next, after a moment at which it doesn't or when it doesn't any more. */
export const standsNext = (window: Recurring, now: EpochMs): Stretch | undefined =>
  stretchesAround(window, now).find(({ since }) => since > now);

/** A window, and when it stands: now, or next. */
export interface WindowTimes {
  readonly window: Window;
  readonly now: Stretch | undefined;
  readonly next: Stretch | undefined;
}

/** When a window stands, for who asks. */
export const timesOf = (window: Window, now: EpochMs): WindowTimes => ({
  window,
  now: standsAt(window, now),
  next: standsNext(window, now),
});

/** In order. Clocks decide: it begins as soon as they show its beginning, and ends once they show its end for good. */
function stretchesAround({ recurs, zone }: Recurring, now: EpochMs): Stretch[] {
  const today = wallTimeIn(zone, now);
  return Array.from({ length: DAYS_BEFORE + 1 + DAYS_AFTER }, (_, i) => daysLater(today, i - DAYS_BEFORE))
    .filter((day) => recurs.days.some((one) => one === weekdayOf(day)))
    .flatMap((day) => stretchFrom(day, recurs, zone))
    .reduce<Stretch[]>(joined, []);
}

function stretchFrom(day: WallTime, { from, endsAfterDays, to }: Recurrence, zone: string): Stretch[] {
  const begins = momentsOf(zone, { ...day, ...from });
  const ends = momentsOf(zone, { ...daysLater(day, endsAfterDays), ...to });
  // In the hour that a clock set forward leaves out nothing stands.
  return begins && ends && begins.first < ends.last ? [{ since: begins.first, until: ends.last }] : [];
}

function joined(before: Stretch[], next: Stretch): Stretch[] {
  const last = before.at(-1);
  if (!last || next.since > last.until) return [...before, next];
  return [...before.slice(0, -1), { since: last.since, until: Math.max(last.until, next.until) }];
}

/** Monday first, as in ISO 8601. */
const weekdayOf = ({ year, month, day }: WallTime): Weekday | undefined =>
  WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7];
