import { type DurationMs, type EpochMs, hours, minutes } from '../clock.ts';
import { momentOf, wallTimeIn } from '../hold/wall-clock.ts';

/** From when to when a log is read, both ends included; or why the words don't say it. */
export type LogSpan =
  | { readonly kind: 'span'; readonly from: EpochMs; readonly to: EpochMs }
  | { readonly kind: 'wrong'; readonly problem: string };

/** What was typed. */
export interface SpanWords {
  readonly since?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const USUAL: DurationMs = minutes(15);
/** More is a search, which takes longer than a person waits for an answer. */
const LONGEST_DAYS = 7;

const LENGTH = /^(?=\d)(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/;
const TIME = /^(\d{1,2}):(\d\d)(z?)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?(z|[+-]\d\d:?\d\d)?$/;

const wrong = (problem: string): LogSpan => ({ kind: 'wrong', problem });

/**
 * Reads `--since 15m` or `--from 03:10 --to 03:20`. A time of day is the last one that was; without `Z` or an offset it
 * is of the person's zone (IANA), in UTC where that isn't known. Nothing said means the last 15 minutes.
 */
export function logSpan({ since, from, to }: SpanWords, now: EpochMs, zone: string = 'UTC'): LogSpan {
  if (since !== undefined && (from !== undefined || to !== undefined)) {
    return wrong('Say either `--since`, or `--from` and `--to`.');
  }
  if (from === undefined && to !== undefined) return wrong('`--to` needs a `--from`.');
  if (from !== undefined) {
    const [first, last] = [momentIn(from, now, zone), to === undefined ? now : momentIn(to, now, zone)];
    if (first === undefined || Number.isNaN(first)) return wrong(`\`--from\`: ${MOMENT}`);
    if (last === undefined || Number.isNaN(last)) return wrong(`\`--to\`: ${MOMENT}`);
    if (first > now) return wrong('`--from` is still to come.');
    return first < last ? within(first, Math.min(last, now)) : wrong('`--from` must be before `--to`.');
  }
  const parts = since === undefined ? undefined : LENGTH.exec(since.trim().toLowerCase());
  if (since !== undefined && !parts) return wrong('`--since`: say a length such as `15m`, `2h` or `1d`.');
  const [days = 0, hrs = 0, mins = 0, secs = 0] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
  const length = parts ? hours(24) * days + hours(hrs) + minutes(mins) + secs * 1000 : USUAL;
  return length > 0 ? within(now - length, now) : wrong('`--since`: say more than nothing.');
}

const MOMENT = 'say a time of day such as `03:10`, or a date and a time such as `2026-11-21T03:10Z`.';

const within = (from: EpochMs, to: EpochMs): LogSpan =>
  to - from > hours(24) * LONGEST_DAYS
    ? wrong(`At most ${LONGEST_DAYS} days can be read at once.`)
    : { kind: 'span', from, to };

/** Undefined for words of another form, NaN for a date or a time that there isn't. */
function momentIn(words: string, now: EpochMs, zone: string): EpochMs | undefined {
  const said = words.trim().toLowerCase();
  const time = TIME.exec(said);
  if (time) {
    const own = time[3] === 'z' ? 'UTC' : zone;
    const [hour, minute] = [Number(time[1]), Number(time[2])];
    const today = momentOf(own, { ...wallTimeIn(own, now), hour, minute });
    if (today === undefined) return Number.NaN;
    return today <= now ? today : momentOf(own, { ...wallTimeIn(own, now - hours(24)), hour, minute });
  }
  const date = DATE.exec(said);
  if (!date) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = date.slice(1, 6).map(Number);
  const offset = date[6];
  const wall = { year, month, day, hour, minute };
  const at = momentOf(offset === undefined ? zone : 'UTC', wall) ?? Number.NaN;
  if (offset === undefined || offset === 'z') return at;
  const ahead = hours(Number(offset.slice(1, 3))) + minutes(Number(offset.slice(-2)));
  return offset.startsWith('-') ? at + ahead : at - ahead;
}
