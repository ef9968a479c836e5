import { type Recurrence, type TimeOfDay, WEEKDAYS, type Weekday } from '../domain/window/window.ts';

/** When a window stands, as the file says it. */
export interface WrittenTimes {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly days?: readonly (string | undefined)[] | undefined;
}

/** What the words mean, or what is wrong with which of them. */
export type WindowTimes =
  | { readonly kind: 'times'; readonly recurs: Recurrence }
  | { readonly kind: 'wrong'; readonly path: readonly PropertyKey[]; readonly message: string };

const MOMENT = /^(?:([A-Za-z]+)\s+)?(\d{1,2}):(\d\d)$/;
const EXAMPLES = 'a day and a time, such as Fri 16:00, or for every day a time alone, such as "22:00"';
const DAYS = `one of ${WEEKDAYS.join(', ')}`;

interface Moment extends TimeOfDay {
  readonly day: Weekday | undefined;
}

/** A moment of the week or of the day; `24:00` is the end of a day, and only an end. */
function momentOf(written: string | undefined, last: 23 | 24): Moment | string {
  if (written === undefined) return `is missing: write ${EXAMPLES}`;
  const parts = MOMENT.exec(written.trim());
  if (!parts) return `isn't a time: write ${EXAMPLES}`;
  const [hour, minute] = [Number(parts[2]), Number(parts[3])];
  const isTime = minute < 60 && (hour < 24 || (last === 24 && hour === 24 && minute === 0));
  if (!isTime) return `isn't a time of day: write one from 00:00 to ${last === 24 ? '24:00' : '23:59'}`;
  if (parts[1] === undefined) return { day: undefined, hour, minute };
  const day = weekday(parts[1]);
  return day === undefined ? `names no day of the week: write ${DAYS}` : { day, hour, minute };
}

/** `Fri`, `fri` or `Friday`. */
const weekday = (written: string): Weekday | undefined =>
  WEEKDAYS.find((day) => {
    const said = written.toLowerCase();
    return said === day.toLowerCase() || said === FULL[day];
  });

const FULL: Readonly<Record<Weekday, string>> = {
  Mon: 'monday',
  Tue: 'tuesday',
  Wed: 'wednesday',
  Thu: 'thursday',
  Fri: 'friday',
  Sat: 'saturday',
  Sun: 'sunday',
};

const wrong = (path: readonly PropertyKey[], message: string): WindowTimes => ({
  kind: 'wrong',
  path,
  message,
});

const WEEK_MINUTES = 7 * 24 * 60;

/** Reads when a window stands. The first fault is the answer. */
export function windowTimes({ from: begins, to: ends, days }: WrittenTimes): WindowTimes {
  const from = momentOf(begins, 23);
  if (typeof from === 'string') return wrong(['from'], from);
  const to = momentOf(ends, 24);
  if (typeof to === 'string') return wrong(['to'], to);
  if (from.day === undefined && to.day !== undefined)
    return wrong(['from'], 'names no day, and to does: write a day in both, or in neither');
  if (from.day !== undefined && to.day === undefined)
    return wrong(['to'], 'names no day, and from does: write a day in both, or in neither');
  if (from.day !== undefined && days !== undefined)
    return wrong(['days'], 'is for windows of every day, and from names one already: take it out');
  const read = daysOf(from.day, days);
  if (read.kind === 'wrong') return read;
  const between = lasts(from, to);
  const isLong = between >= WEEK_MINUTES || between === 0;
  if (isLong || (read.days.length === WEEKDAYS.length && between >= 24 * 60))
    return wrong(['to'], 'ends when it begins again, so it would never end: write another time');
  const at = from.hour * 60 + from.minute + between;
  const end = at % (24 * 60);
  return {
    kind: 'times',
    recurs: {
      days: read.days,
      from: { hour: from.hour, minute: from.minute },
      endsAfterDays: Math.floor(at / (24 * 60)),
      to: { hour: Math.floor(end / 60), minute: end % 60 },
    },
  };
}

/** For how many minutes it stands by the clock. An end that isn't after the beginning is of the next day, or week. */
function lasts(from: Moment, to: Moment): number {
  const period = from.day === undefined ? 24 * 60 : WEEK_MINUTES;
  const at = ({ day, hour, minute }: Moment): number =>
    (day === undefined ? 0 : WEEKDAYS.indexOf(day)) * 24 * 60 + hour * 60 + minute;
  const between = at(to) - at(from);
  return between < 0 ? between + period : between;
}

function daysOf(
  day: Weekday | undefined,
  written: WrittenTimes['days'],
): { readonly kind: 'days'; readonly days: readonly Weekday[] } | Extract<WindowTimes, { kind: 'wrong' }> {
  if (day !== undefined) return { kind: 'days', days: [day] };
  if (written === undefined) return { kind: 'days', days: WEEKDAYS };
  const days = written.map((one) => (one === undefined ? undefined : weekday(one)));
  const at = days.indexOf(undefined);
  if (at >= 0) return { kind: 'wrong', path: ['days', at], message: `is no day of the week: write ${DAYS}` };
  return { kind: 'days', days: days.filter((one) => one !== undefined) };
}
