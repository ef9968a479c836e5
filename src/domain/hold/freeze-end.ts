import { type DurationMs, type EpochMs, hours, minutes } from '../clock.ts';
import { momentOf, nextDay, type WallTime, wallTimeIn } from './wall-clock.ts';

/** How long something lasts that a person gives an end. */
export interface Lasting {
  /** What it is, at the beginning of a sentence. */
  readonly what: string;
  /** Without an end that somebody said. */
  readonly usual: DurationMs;
  readonly longestDays: number;
}

/** Longer is no freeze any more but a policy, and forgotten. */
const FREEZE: Lasting = { what: 'A freeze', usual: hours(24), longestDays: 90 };

/** When a freeze ends, or why the words don't say it. */
export type FreezeEnd =
  | { readonly kind: 'end'; readonly at: EpochMs }
  | { readonly kind: 'wrong'; readonly problem: string };

const LENGTH = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?$/;
const TIME = /^(?:(tomorrow) )?(\d{1,2}):(\d\d)(z?)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::00)?(z|[+-]\d\d:\d\d)?$/;

const FORMS =
  'Say it as a time of day `18:00` or `tomorrow 9:00`, as a length `30m`, `2h` or `1d12h`, or as a date and a time ' +
  '`2026-11-22T08:00`; with a `Z` after it a time is in UTC.';

const wrong = (problem: string): FreezeEnd => ({ kind: 'wrong', problem });

/**
 * Reads when a freeze ends, strictly: a time of day (the next that comes, or tomorrow's), a length, or a date and a time. Without `Z`
 * or an offset a time is of the person's zone (IANA), in UTC where that isn't known. Nothing said means as long
 * as is usual, which is 24 hours for a freeze.
 */
export function freezeEnd(
  words: string | undefined,
  now: EpochMs,
  zone: string = 'UTC',
  { what, usual, longestDays }: Lasting = FREEZE,
): FreezeEnd {
  if (words === undefined) return { kind: 'end', at: now + usual };
  const said = words.trim().toLowerCase();
  const at = afterLength(said, now) ?? nextTime(said, now, zone) ?? moment(said, zone);
  if (at === undefined) return wrong(FORMS);
  if (Number.isNaN(at)) return wrong('There is no such date or time.');
  if (at < now + minutes(1)) return wrong('That is over already, or in less than a minute.');
  if (at > now + longestDays * hours(24)) return wrong(`${what} lasts ${longestDays} days at most.`);
  return { kind: 'end', at };
}

/** Each reader answers undefined for words of another form, and NaN for a date or time that there isn't. */
type Read = EpochMs | undefined;

function afterLength(said: string, now: EpochMs): Read {
  const parts = LENGTH.exec(said);
  if (!parts) return undefined;
  const [days, hrs, mins] = parts.slice(1).map((part) => Number(part ?? 0));
  return now + (days ?? 0) * hours(24) + (hrs ?? 0) * hours(1) + (mins ?? 0) * minutes(1);
}

function nextTime(said: string, now: EpochMs, zone: string): Read {
  const parts = TIME.exec(said);
  if (!parts) return undefined;
  const own = parts[4] === 'z' ? 'UTC' : zone;
  const today = { ...wallTimeIn(own, now), hour: Number(parts[2]), minute: Number(parts[3]) };
  const at = momentOf(own, today) ?? Number.NaN;
  const isLater = parts[1] !== undefined || at <= now;
  return isLater && !Number.isNaN(at) ? momentOf(own, nextDay(today)) : at;
}

function moment(said: string, zone: string): Read {
  const parts = DATE.exec(said);
  if (!parts) return undefined;
  const [year, month, day, hour, minute] = parts.slice(1, 6).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const wall: WallTime = { year, month, day, hour: hour ?? 0, minute: minute ?? 0 };
  const offset = parts[6];
  if (offset === undefined) return momentOf(zone, wall) ?? Number.NaN;
  const utc = momentOf('UTC', wall) ?? Number.NaN;
  return offset === 'z' ? utc : utc - signed(offset);
}

/** `+01:00` ahead of UTC; NaN where no zone is so far. */
function signed(offset: string): DurationMs {
  const [hrs, mins] = [Number(offset.slice(1, 3)), Number(offset.slice(4))];
  const ahead = hours(hrs) + minutes(mins);
  if (mins > 59 || ahead > hours(14)) return Number.NaN;
  return offset.startsWith('-') ? -ahead : ahead;
}
