import { type EpochMs, hours } from '../clock.ts';

/** A date and a time of day as a clock on a wall shows them; the month from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** The wall time as if it were in UTC; undefined where there is no such date or time (31 November, 25:00). */
function asUtc({ year, month, day, hour, minute }: WallTime): EpochMs | undefined {
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const back = wallOf(at);
  const exists = back.month === month && back.day === day && back.hour === hour && back.minute === minute;
  return exists ? at : undefined;
}

/** What a clock in a zone (IANA) shows at a moment. A zone that there isn't counts as UTC. */
export const wallTimeIn = (zone: string, at: EpochMs): WallTime => wallOf(at + offset(zone, at));

/**
 * The moment at which a clock in a zone shows that; the first of two where the clock is set back. In the hour that a
 * clock set forward leaves out it is as long after the jump. Undefined where there is no such date or time.
 */
export function momentOf(zone: string, wall: WallTime): EpochMs | undefined {
  const utc = asUtc(wall);
  if (utc === undefined) return undefined;
  const [before, after] = [offset(zone, utc - hours(24)), offset(zone, utc + hours(24))];
  const fits = [before, after].map((one) => utc - one).filter((at) => at + offset(zone, at) === utc);
  return fits.length > 0 ? Math.min(...fits) : utc - before;
}

/**
 * From the first to the last moment at which a clock in a zone comes to show that: two moments where the clock is set
 * back over it. Where a clock set forward leaves it out, both are the moment of the jump. Undefined where there is no
 * such date or time.
 */
export function momentsOf(
  zone: string,
  wall: WallTime,
): { readonly first: EpochMs; readonly last: EpochMs } | undefined {
  const utc = asUtc(wall);
  if (utc === undefined) return undefined;
  const [from, to] = [utc - hours(24), utc + hours(24)];
  const fits = [from, to].map((at) => utc - offset(zone, at)).filter((at) => at + offset(zone, at) === utc);
  if (fits.length > 0) return { first: Math.min(...fits), last: Math.max(...fits) };
  const jump = jumpBetween(zone, from, to);
  return { first: jump, last: jump };
}

/** When a zone's clocks are set between two moments, to the millisecond; they are set once. */
function jumpBetween(zone: string, from: EpochMs, to: EpochMs): EpochMs {
  const before = offset(zone, from);
  let [early, late] = [from, to];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offset(zone, middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** The same time on the next day. */
export const nextDay = (wall: WallTime): WallTime => daysLater(wall, 1);

/** The same time so many days later, or earlier. */
export const daysLater = ({ year, month, day, hour, minute }: WallTime, days: number): WallTime =>
  wallOf(Date.UTC(year, month - 1, day + days, hour, minute));

const wallOf = (at: EpochMs): WallTime => {
  const date = new Date(at);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Makes what says a moment in a zone; UTC's where the zone isn't one. It is costly, so it is kept. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const options = { ...parts, second: 'numeric', hourCycle: 'h23', calendar: 'gregory' } as const;
  const made = new Intl.DateTimeFormat('en-US', { ...options, timeZone: isZone(zone) ? zone : 'UTC' });
  formats.set(zone, made);
  return made;
}

/** Whether a zone is one (IANA): `Europe/Berlin`, `UTC`. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** How far a zone's clocks are ahead of UTC at a moment. */
function offset(zone: string, at: EpochMs): number {
  const whole = Math.floor(at / 1000) * 1000;
  const part = new Map(
    formatOf(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - whole;
}
