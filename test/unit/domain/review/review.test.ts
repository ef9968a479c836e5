import { describe, expect, test } from 'vitest';
import { isOfAlarm, partIn, Review, reviewKey, reviewName } from '../../../../src/domain/review/review.ts';

const by = { kind: 'slack', team: 'T', user: 'U1' } as const;
/** As reviews of runs were stored before there were any of alarms. */
const ofRun = {
  ...{ run: '01KAV2N8Z3M4P5Q6R7S8T9V0W1', number: 7, operation: 'restart', target: 'prod/registry' },
  ...{ change: 'restart', requester: by, at: 1 },
};
const ofAlarm = { id: 'silence/command/1/2', by, at: 2, channel: 'C0' };
const incident = { kind: 'incident', number: 17, stack: 'prod', alarm: 'registry cpu-high', alarms: 1 };

describe('a stored review', () => {
  test.each([
    ['of what was done alone', { kind: 'alone', ...ofRun, channel: 'C0' }, '7', '#7'],
    [
      'of a broken glass',
      { kind: 'glass', ...ofRun, by, reason: 'why', to: [{ kind: 'person', user: 'U2' }] },
      '7',
      '#7',
    ],
    [
      'of an acknowledgement',
      { kind: 'acknowledged', ...ofAlarm, subject: incident },
      'silence/command/1/2',
      'A17',
    ],
    [
      'of a silence of a service',
      {
        ...{ kind: 'silenced', ...ofAlarm, until: 3, reason: 'why' },
        subject: { kind: 'service', thing: 'service/1/2/3/4', name: 'prod/registry' },
      },
      'silence/command/1/2',
      'prod/registry',
    ],
  ])('%s is read as it was written, and has a name that a person can type', (_, stored, key, name) => {
    const review = Review.parse(JSON.parse(JSON.stringify(stored)));
    expect(review).toEqual(stored);
    expect(reviewKey(review)).toBe(key);
    expect(reviewName(review)).toBe(name);
    expect(partIn(review)).toContainEqual(by);
    expect(isOfAlarm(review)).toBe('subject' in stored);
  });

  test('of an alarm is never taken for that of a run', () => {
    const review = { kind: 'acknowledged', ...ofAlarm, id: '7', subject: incident };
    expect(Review.safeParse(review).success).toBe(false);
  });
});
