import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeEnd } from '../../../../src/domain/hold/freeze-end.ts';

/** Saturday 21 November 2026, 15:30 UTC: 16:30 in Berlin, 10:30 in New York, 21:00 in Kolkata. */
const NOW = Date.UTC(2026, 10, 21, 15, 30);

/** When it ends, as UTC says it; else why not. */
function end(words: string | undefined, zone?: string, now = NOW): string {
  const read = freezeEnd(words, now, zone);
  return read.kind === 'end' ? new Date(read.at).toISOString().slice(0, 16) : read.problem;
}

describe('the end of a freeze', () => {
  it.each([
    [undefined, '2026-11-22T15:30'],
    ['30m', '2026-11-21T16:00'],
    ['2h', '2026-11-21T17:30'],
    ['1d12h', '2026-11-23T03:30'],
    ['18:00', '2026-11-21T18:00'],
    ['9:05', '2026-11-22T09:05'],
    ['15:30', '2026-11-22T15:30'],
    ['18:00Z', '2026-11-21T18:00'],
    ['tomorrow 18:00', '2026-11-22T18:00'],
    ['Tomorrow 9:00Z', '2026-11-22T09:00'],
    ['2026-11-22T08:00Z', '2026-11-22T08:00'],
    ['2026-11-22T08:00:00z', '2026-11-22T08:00'],
    ['2026-11-22 08:00', '2026-11-22T08:00'],
    ['2026-11-22T08:00+05:30', '2026-11-22T02:30'],
    ['2026-11-22T08:00-05:00', '2026-11-22T13:00'],
  ])('said as %s is %s, in UTC while nobody knows the zone', (words, at) => {
    expect(end(words)).toBe(at);
  });

  it.each([
    ['18:00', 'Europe/Berlin', '2026-11-21T17:00'],
    ['18:00', 'America/New_York', '2026-11-21T23:00'],
    ['20:00', 'Asia/Kolkata', '2026-11-22T14:30'],
    ['18:00Z', 'America/New_York', '2026-11-21T18:00'],
    ['tomorrow 9:00', 'Europe/Berlin', '2026-11-22T08:00'],
    ['2026-12-01T08:00', 'Europe/Berlin', '2026-12-01T07:00'],
    ['2h', 'Europe/Berlin', '2026-11-21T17:30'],
    ['18:00', 'Not/A_Zone', '2026-11-21T18:00'],
  ])('said as %s by somebody in %s is %s in UTC', (words, zone, at) => {
    expect(end(words, zone)).toBe(at);
  });

  it('is the right moment on the days when clocks are changed', () => {
    const saturday = Date.UTC(2026, 9, 24, 21, 50);
    expect(end('23:30', 'Europe/Berlin', saturday)).toBe('2026-10-25T22:30');
    expect(end('02:30', 'Europe/Berlin', saturday)).toBe('2026-10-25T00:30');
    const spring = Date.UTC(2026, 2, 28, 21, 0);
    expect(end('02:30', 'Europe/Berlin', spring)).toBe('2026-03-29T01:30');
    expect(end('21:30', 'Europe/Berlin', spring)).toBe('2026-03-29T19:30');
  });

  it.each([
    'tomorrow',
    '18',
    '2 h',
    '90',
    'h',
    '1h30',
    '-2h',
    '2w',
    '18:0',
    '2026-11-22',
    '22.11.2026 08:00',
    '',
  ])('is not guessed from "%s": what can be said is', (words) => {
    expect(end(words)).toContain('`2026-11-22T08:00`');
  });

  it.each([
    ['25:00', 'no such date or time'],
    ['18:60', 'no such date or time'],
    ['2026-11-31T08:00', 'no such date or time'],
    ['2026-11-22T08:00+15:00', 'no such date or time'],
    ['0h', 'over already'],
    ['2026-11-21T15:29Z', 'over already'],
    ['91d', '90 days at most'],
    ['9999d', '90 days at most'],
    ['2030-01-01T00:00Z', '90 days at most'],
  ])('is refused where "%s" makes no sense: %s', (words, why) => {
    expect(end(words)).toContain(why);
  });

  it('is what a clock in the zone then shows, and the next time that it does, wherever and whenever one is', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
    );
    const now = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
    fc.assert(
      fc.property(zones, now, fc.nat(23), fc.nat(59), (zone, at, hour, minute) => {
        const said = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const read = freezeEnd(said, at, zone);
        if (read.kind === 'wrong') {
          expect(read.problem).toContain('less than a minute');
          return;
        }
        const options = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
        const shown = new Intl.DateTimeFormat('en-GB', options).format(read.at);
        // A clock set forward leaves out an hour at most: then it is as long after the jump.
        const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
        expect([0, 30, 60]).toContain((minutesOf(shown) - minutesOf(said) + 1440) % 1440);
        expect(read.at).toBeGreaterThan(at);
        expect(read.at - at).toBeLessThanOrEqual(25 * 3_600_000);
      }),
      { numRuns: 2_000 },
    );
  });
});
