import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../../src/domain/clock.ts';
import { standsAt, standsNext } from '../../../../src/domain/window/stretch.ts';
import { type Recurrence, WEEKDAYS } from '../../../../src/domain/window/window.ts';
import { weekend } from '../../../support/gates.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (stretch: { since: number; until: number } | undefined): string | undefined =>
  stretch && `${new Date(stretch.since).toISOString()} – ${new Date(stretch.until).toISOString()}`;

const nightly = (more: Partial<Recurrence> = {}, zone = 'Europe/Berlin') => ({
  zone,
  recurs: {
    days: WEEKDAYS,
    from: { hour: 22, minute: 0 },
    endsAfterDays: 1,
    to: { hour: 6, minute: 0 },
    ...more,
  },
});

describe('a window of the week', () => {
  const whole = '2026-11-27T15:00:00.000Z – 2026-11-30T07:00:00.000Z';
  it.each([
    ['2026-11-27T14:59:59.999Z', undefined],
    ['2026-11-27T15:00:00Z', whole],
    ['2026-11-28T23:30:00Z', whole],
    ['2026-11-30T06:59:59.999Z', whole],
    ['2026-11-30T07:00:00Z', undefined],
    ['2026-11-25T12:00:00Z', undefined],
  ])('at %s: %s', (now, expected) => {
    expect(iso(standsAt(weekend, at(now)))).toBe(expected);
  });

  it('stands next a week after it began, or soon where it doesn’t stand', () => {
    expect(iso(standsNext(weekend, at('2026-11-25T12:00:00Z')))).toBe(whole);
    expect(iso(standsNext(weekend, at('2026-11-28T12:00:00Z')))).toBe(
      '2026-12-04T15:00:00.000Z – 2026-12-07T07:00:00.000Z',
    );
  });

  it('keeps to the clock on the wall over the change of the clocks', () => {
    expect(iso(standsAt(weekend, at('2026-10-25T12:00:00Z')))).toBe(
      '2026-10-23T14:00:00.000Z – 2026-10-26T07:00:00.000Z',
    );
  });
});

describe('a window of every day', () => {
  it('stands over midnight', () => {
    expect(iso(standsAt(nightly(), at('2026-11-25T02:00:00Z')))).toBe(
      '2026-11-24T21:00:00.000Z – 2026-11-25T05:00:00.000Z',
    );
  });

  it('of some days begins on those alone, and ends on the day after', () => {
    const tuesdays = nightly({ days: ['Tue'] });
    expect(standsAt(tuesdays, at('2026-11-25T02:00:00Z'))).toBeDefined();
    expect(standsAt(tuesdays, at('2026-11-25T22:00:00Z'))).toBeUndefined();
  });

  it('of whole days in a row is one stretch', () => {
    const recurs = {
      days: ['Sat', 'Sun'],
      from: { hour: 0, minute: 0 },
      to: { hour: 0, minute: 0 },
    } as const;
    expect(iso(standsAt(nightly(recurs, 'UTC'), at('2026-11-28T12:00:00Z')))).toBe(
      '2026-11-28T00:00:00.000Z – 2026-11-30T00:00:00.000Z',
    );
  });
});

describe('where the clocks are set', () => {
  const early = (from: number, fromMinute: number, to: number, toMinute: number) =>
    nightly({
      from: { hour: from, minute: fromMinute },
      endsAfterDays: 0,
      to: { hour: to, minute: toMinute },
    });
  it.each([
    // In Berlin the clock jumps from 02:00 to 03:00 at 01:00Z.
    [
      'begins in the hour that is left out: at the jump',
      early(2, 30, 5, 0),
      '2026-03-29T02:00:00Z',
      '2026-03-29T01:00:00.000Z – 2026-03-29T03:00:00.000Z',
    ],
    [
      'ends in it: at the jump',
      early(1, 0, 2, 30),
      '2026-03-29T00:30:00Z',
      '2026-03-29T00:00:00.000Z – 2026-03-29T01:00:00.000Z',
    ],
    ['is within it: doesn’t stand that day', early(2, 10, 2, 50), '2026-03-29T01:00:00Z', undefined],
    // In Berlin 02:00 to 03:00 comes twice, from 00:00Z and from 01:00Z.
    [
      'begins in the hour that comes twice: the first time',
      early(2, 30, 5, 0),
      '2026-10-25T00:45:00Z',
      '2026-10-25T00:30:00.000Z – 2026-10-25T04:00:00.000Z',
    ],
    [
      'ends in it: the second time',
      early(1, 0, 2, 30),
      '2026-10-25T00:45:00Z',
      '2026-10-24T23:00:00.000Z – 2026-10-25T01:30:00.000Z',
    ],
  ])('a window that %s', (_, window, now, expected) => {
    expect(iso(standsAt(window, at(now)))).toBe(expected);
  });
});

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/St_Johns',
);
const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
const minuteOf = ({ hour, minute }: { hour: number; minute: number }): number => hour * 60 + minute;
const recurs = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 7 }),
    from: time,
    to: time,
    more: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ days, from, to, more }): Recurrence => {
    const next = minuteOf(to) <= minuteOf(from) ? 1 : 0;
    // A stretch of several days begins on one day of the week, as in the file.
    return more > 1
      ? { days: days.slice(0, 1), from, to, endsAfterDays: more }
      : { days, from, to, endsAfterDays: next };
  })
  .filter(({ days, from, to }) => days.length < 7 || minuteOf(from) !== minuteOf(to));
const moment = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });

/** What a clock on the wall shows, read in another way than the product does. */
function shown(zoneName: string, now: number): { day: number; minute: number; offset: string } {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zoneName,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.get('weekday') ?? ''),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    offset: parts.get('timeZoneName') ?? '',
  };
}

const DAY = 24 * 60;

/** Whether the clock on the wall shows a time that is within the window. */
function isWithin({ days, from, to, endsAfterDays }: Recurrence, day: number, minute: number): boolean {
  const now = day * DAY + minute;
  return days.some((one) => {
    const begins = WEEKDAYS.indexOf(one) * DAY + minuteOf(from);
    const lasts = endsAfterDays * DAY + minuteOf(to) - minuteOf(from);
    return (now - begins + 7 * DAY) % (7 * DAY) < lasts;
  });
}

describe('any window', () => {
  it('that stands has begun and ends later; it doesn’t stand before and after', () => {
    fc.assert(
      fc.property(recurs, zone, moment, (recurring, zoneName, now) => {
        const window = { recurs: recurring, zone: zoneName };
        const stretch = standsAt(window, now);
        if (!stretch) return;
        expect(stretch.since).toBeLessThanOrEqual(now);
        expect(stretch.until).toBeGreaterThan(now);
        expect(standsAt(window, stretch.until)).toBeUndefined();
        expect(standsAt(window, stretch.since - 1)).toBeUndefined();
        expect(standsAt(window, stretch.until - 1)).toEqual(stretch);
      }),
    );
  });

  it('stands no longer than a week and an hour, and comes again within two weeks after it ends', () => {
    fc.assert(
      fc.property(recurs, zone, moment, (recurring, zoneName, now) => {
        const window = { recurs: recurring, zone: zoneName };
        const stretch = standsAt(window, now);
        if (stretch) expect(stretch.until - stretch.since).toBeLessThanOrEqual(hours(7 * 24 + 1));
        const next = standsNext(window, stretch?.until ?? now);
        expect(next).toBeDefined();
        expect(next?.since ?? 0).toBeGreaterThan(now);
        expect((next?.since ?? 0) - (stretch?.until ?? now)).toBeLessThanOrEqual(hours(14 * 24 + 1));
      }),
    );
  });

  it('stands whenever the clock shows a time within it; and only then where the clocks weren’t set that day', () => {
    fc.assert(
      fc.property(recurs, zone, moment, (recurring, zoneName, now) => {
        const { day, minute, offset } = shown(zoneName, now);
        const stands = standsAt({ recurs: recurring, zone: zoneName }, now) !== undefined;
        const within = isWithin(recurring, day, minute);
        if (within) expect(stands).toBe(true);
        const isSteady = [-1, 1].every((side) => shown(zoneName, now + side * hours(26)).offset === offset);
        if (isSteady) expect(stands).toBe(within);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same for every moment of a minute', () => {
    fc.assert(
      fc.property(recurs, zone, moment, fc.nat(59_999), (recurring, zoneName, now, more) => {
        const window = { recurs: recurring, zone: zoneName };
        const minute = now - (now % minutes(1));
        expect(standsAt(window, minute + more)).toEqual(standsAt(window, minute));
      }),
    );
  });
});
