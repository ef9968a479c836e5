import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silenceChoices } from '../../../../src/domain/alarm/silence-choices.ts';
import { silenceEnd } from '../../../../src/domain/alarm/silence-end.ts';

/** What is offered at a time of 26 November 2026, in UTC. */
const offered = (time: string, zone?: string): string[] =>
  silenceChoices(Date.parse(`2026-11-26T${time}Z`), zone).map(({ label, until }) => `${label} = ${until}`);

describe('the ends that a silence is offered', () => {
  it.each([
    ['03:00', 'Europe/Berlin', ['Today 9:00 = 2026-11-26T08:00Z', 'Tomorrow 9:00 = 2026-11-27T08:00Z']],
    ['07:30', 'Europe/Berlin', ['Tomorrow 9:00 = 2026-11-27T08:00Z']],
    ['23:30', 'Europe/Berlin', ['Today 9:00 = 2026-11-27T08:00Z', 'Tomorrow 9:00 = 2026-11-28T08:00Z']],
    ['23:30', 'America/New_York', ['Tomorrow 9:00 = 2026-11-27T14:00Z']],
    ['03:00', undefined, ['Today 9:00 UTC = 2026-11-26T09:00Z', 'Tomorrow 9:00 UTC = 2026-11-27T09:00Z']],
  ])('at %s UTC in %s are lengths, and the mornings that are still to come there', (time, zone, mornings) => {
    expect(offered(time, zone)).toEqual(['30 minutes = 30m', '2 hours = 2h', '8 hours = 8h', ...mornings]);
  });

  it('can all be had at the moment when they are offered, wherever that is, on days when clocks are changed, too', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/St_Johns',
      'Pacific/Chatham',
      'Not/A_Zone',
      undefined,
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        zone,
        (date, where) => {
          const now = date.getTime();
          for (const { until } of silenceChoices(now, where))
            expect(silenceEnd(until, now, where)).toMatchObject({ kind: 'end' });
        },
      ),
    );
  });
});
