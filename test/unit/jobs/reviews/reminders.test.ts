import { describe, expect, it } from 'vitest';
import { days, hours } from '../../../../src/domain/clock.ts';
import { RunId, RunNumber } from '../../../../src/domain/ids.ts';
import type { AcknowledgedReview, AloneReview, GlassReview } from '../../../../src/domain/review/review.ts';
import { remindersOf } from '../../../../src/jobs/reviews/reminder.ts';

const MIDNIGHT = Date.UTC(2026, 10, 26);
const EVERY = days(1);
const requester = { kind: 'slack', team: 'T', user: 'U1' } as const;
const common = (number: number, at: number) => ({
  run: RunId.parse('01KAV2N8Z3M4P5Q6R7S8T9V0W1'),
  number: RunNumber.parse(number),
  operation: 'restart',
  target: 'prod/registry',
  change: 'restart' as const,
  requester,
  at,
});
const alone = (number: number, at: number, channel = 'C0CHANGES'): AloneReview => ({
  kind: 'alone',
  ...common(number, at),
  channel,
});
const acknowledged = (at: number): AcknowledgedReview => ({
  kind: 'acknowledged',
  id: `acknowledge/command/${at}`,
  subject: { kind: 'stack', name: 'prod' },
  by: requester,
  ...{ at, channel: 'C0CHANGES' },
});
const glass: GlassReview = {
  kind: 'glass',
  ...common(99, MIDNIGHT - hours(30)),
  by: requester,
  reason: 'checkout is down',
  to: [
    { kind: 'channel', channel: 'C0INCIDENTS' },
    { kind: 'person', user: 'U2' },
  ],
};

describe('reminding of what was done alone', () => {
  it('is one message a day in each channel, of all that is open since before that day', () => {
    const open = [
      alone(1, MIDNIGHT - days(3)),
      alone(2, MIDNIGHT - 1),
      alone(3, MIDNIGHT - 2, 'C0OTHER'),
      alone(4, MIDNIGHT + 1),
    ];
    expect(remindersOf(open, MIDNIGHT + hours(9), EVERY)).toMatchObject([
      {
        to: [{ kind: 'channel', channel: 'C0CHANGES' }],
        what: { kind: 'open-reviews', count: 2, some: [{ number: 1 }, { number: 2 }] },
      },
      { to: [{ kind: 'channel', channel: 'C0OTHER' }], what: { count: 1, some: [{ number: 3 }] } },
    ]);
  });

  it('tells what was done about alarms among the others', () => {
    const open = [alone(1, MIDNIGHT - 3), acknowledged(MIDNIGHT - 2), acknowledged(MIDNIGHT + 1)];
    expect(remindersOf(open, MIDNIGHT + hours(9), EVERY)).toMatchObject([
      {
        to: [{ kind: 'channel', channel: 'C0CHANGES' }],
        what: { kind: 'open-reviews', count: 2, some: [{ number: 1 }, { kind: 'acknowledged' }] },
      },
    ]);
  });

  it('has one name all day, and another the next day', () => {
    const open = [alone(1, MIDNIGHT - 1)];
    const name = (at: number) => remindersOf(open, at, EVERY)[0]?.id;
    expect(name(MIDNIGHT)).toBe(name(MIDNIGHT + EVERY - 1));
    expect(name(MIDNIGHT + EVERY)).not.toBe(name(MIDNIGHT));
  });

  it('isn’t done on the day itself, nor where nothing is open', () => {
    expect(remindersOf([alone(1, MIDNIGHT + 1)], MIDNIGHT + hours(23), EVERY)).toEqual([]);
    expect(remindersOf([], MIDNIGHT, EVERY)).toEqual([]);
  });

  it('lists three, and counts all', () => {
    const many = Array.from({ length: 14 }, (_, i) => alone(i + 1, MIDNIGHT - 1));
    const [{ what } = { what: undefined }] = remindersOf(many, MIDNIGHT, EVERY);
    expect(what).toMatchObject({ kind: 'open-reviews', count: 14 });
    expect(what?.kind === 'open-reviews' && what.some).toHaveLength(3);
  });
});

describe('reminding of broken glass', () => {
  it('is a message of its own, in the channel, as often as a day has passed', () => {
    expect(remindersOf([glass], glass.at + EVERY - 1, EVERY)).toEqual([]);
    const [first] = remindersOf([glass], glass.at + EVERY, EVERY);
    const [second] = remindersOf([glass], glass.at + 2 * EVERY, EVERY);
    expect(first).toMatchObject({
      to: [{ kind: 'channel', channel: 'C0INCIDENTS' }],
      what: { kind: 'review-reminder', review: glass },
    });
    expect(second?.id).not.toBe(first?.id);
  });
});
