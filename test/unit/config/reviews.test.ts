import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { faultsOf, VALID } from './files.ts';

const reviews = (...all: readonly string[]): string => `reviews: [${all.join(', ')}]\n`;

/** The faults of a file with this section at its end, without its name and line. */
const faults = (section: string): string[] =>
  faultsOf(`${VALID}${section}`).map((fault) => fault.replace(/^wheelhouse\.yaml:\d+:\d+ /, ''));

function reviewsOf(section: string) {
  const parsed = parseConfigFile(`${VALID}${section}`, 'wheelhouse.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value.access.reviews;
}

describe('reviews', () => {
  test('are of changes, in environments and stacks or everywhere', () => {
    expect(
      reviewsOf(reviews('{ for: [restart, scale-out], in: [production, stage] }', '{ for: all, in: all }')),
    ).toEqual([
      {
        changes: ['restart', 'scale-out'],
        where: { kind: 'places', environments: ['production'], stacks: ['stage'] },
      },
      { changes: 'all', where: { kind: 'everywhere' } },
    ]);
  });

  test('are of what is done about alarms, too', () => {
    expect(reviewsOf(reviews('{ for: [acknowledge, silence, restart], in: [production] }'))).toEqual([
      {
        changes: ['acknowledge', 'silence', 'restart'],
        where: { kind: 'places', environments: ['production'], stacks: [] },
      },
    ]);
    expect(faults(reviews('{ for: [acknowlege], in: all }'))).toEqual([
      'reviews[0].for[0]: there is no such change: did you mean acknowledge?',
    ]);
  });

  test('are all that such a thing can be: nobody approves it', () => {
    const roles = 'roles: { approver: { groups: [S0A], users: [U0A] } }\n';
    expect(faults(`${roles}approvals: [{ for: [silence], in: all }]\n`)).toEqual([
      expect.stringContaining('approvals[0].for[0]: there is no such change'),
    ]);
  });

  test('may be none', () => {
    expect(reviewsOf('')).toEqual([]);
    expect(reviewsOf('reviews: []\n')).toEqual([]);
    expect(reviewsOf('reviews:\n')).toEqual([]);
  });

  test('are of what runs change: lifting a freeze is none', () => {
    expect(faults(reviews('{ for: [unfreeze], in: all }'))).toEqual([
      expect.stringContaining('reviews[0].for[0]: there is no such change'),
    ]);
  });

  test.each([
    [
      'a change that there isn’t',
      '{ for: [restrat], in: all }',
      'reviews[0].for[0]: there is no such change: did you mean restart?',
    ],
    [
      'a place that there isn’t',
      '{ for: all, in: [productoin] }',
      'reviews[0].in[0]: there is no such environment or stack: did you mean production?',
    ],
    [
      'nothing to review',
      '{ for: [], in: all }',
      "reviews[0].for: isn't valid: write all, or a list such as [deploy, scale-in]",
    ],
    ['no place', '{ for: all }', "reviews[0].in: isn't valid: write all, or a list such as [production]"],
    [
      'the same change twice',
      '{ for: [restart, restart], in: all }',
      'reviews[0].for[1]: is listed already: remove one of the two',
    ],
    [
      'the same place twice',
      '{ for: all, in: [prod, prod] }',
      'reviews[0].in[1]: is listed already: remove one of the two',
    ],
    [
      'who reviews: that follows from who may do it',
      '{ for: all, in: all, from: [approver] }',
      "reviews[0].from: isn't a key that is known: known here: for, in",
    ],
  ])('are refused that name %s', (_, review, fault) => {
    expect(faults(reviews(review))).toEqual([fault]);
  });
});
