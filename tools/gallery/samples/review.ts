import { days, hours } from '../../../src/domain/clock.ts';
import { RunId, RunNumber } from '../../../src/domain/ids.ts';
import type { AloneReview, GlassReview } from '../../../src/domain/review/review.ts';
import { glassBrokenMessage, reviewReminderMessage } from '../../../src/views/announcement/glass-broken.ts';
import { openReviewsMessage } from '../../../src/views/announcement/open-reviews.ts';
import { mayNotReview, noReview, openReviews, reviewed } from '../../../src/views/reply/review.ts';
import { type Entry, type Outside, state } from '../entry.ts';
import { ACCEPTED, CHANGES, NUMBER } from './values.ts';

const TEAM = 'T0WHEEL01';
const common = {
  run: RunId.parse('01KAV2N8Z3M4P5Q6R7S8T9V0W1'),
  number: NUMBER,
  target: 'prod-us-east-1/registry',
  requester: { kind: 'slack', team: TEAM, user: 'U0OPERATOR' },
  at: ACCEPTED - hours(7),
} as const;

const alone = (o: Outside, more: Partial<AloneReview> = {}): AloneReview => ({
  kind: 'alone',
  ...common,
  operation: 'restart',
  change: 'restart',
  reason: o('it leaks memory'),
  channel: CHANGES,
  ...more,
});
const glass = (o: Outside): GlassReview => ({
  kind: 'glass',
  ...common,
  operation: 'deploy',
  change: 'deploy',
  by: { kind: 'slack', team: TEAM, user: 'U0APPROVER' },
  reason: o('checkout is down'),
  to: [{ kind: 'channel', channel: CHANGES }],
});
const many = (o: Outside): AloneReview[] =>
  Array.from({ length: 14 }, (_, i) => alone(o, { number: RunNumber.parse(NUMBER + i) }));

/** What people read of what was done without an approval, and nobody has looked at yet. */
export const reviewEntries = (o: Outside): readonly Entry[] => [
  {
    title: 'The glass was broken',
    view: glassBrokenMessage,
    seenBy: 'everybody',
    states: [state('just now', glassBrokenMessage({ kind: 'glass-broken', review: glass(o) }))],
  },
  {
    title: 'Nobody has reviewed broken glass',
    view: reviewReminderMessage,
    seenBy: 'everybody',
    states: [
      state(
        'for a day',
        reviewReminderMessage({ kind: 'review-reminder', review: glass(o), since: ACCEPTED - days(1) }),
      ),
    ],
  },
  {
    title: 'Nobody has looked at what was done alone',
    view: openReviewsMessage,
    seenBy: 'everybody',
    states: [
      state('one change', openReviewsMessage({ kind: 'open-reviews', some: [alone(o)], count: 1 })),
      state('many', openReviewsMessage({ kind: 'open-reviews', some: many(o).slice(0, 3), count: 14 })),
    ],
  },
  {
    title: 'What waits for a review',
    view: openReviews,
    seenBy: 'person',
    states: [
      state('nothing', openReviews([])),
      state('broken glass, and what was done alone', openReviews([glass(o), alone(o)])),
      state('many', openReviews(many(o))),
    ],
  },
  {
    title: 'A review is closed',
    view: reviewed,
    seenBy: 'everybody',
    states: [
      state('somebody who had no part in it', reviewed(NUMBER, 'U0APPROVER', o('looked at the diff, fine'))),
    ],
  },
  {
    title: 'A review that there isn’t',
    view: noReview,
    seenBy: 'person',
    states: [state('it was closed already', noReview(NUMBER))],
  },
  {
    title: 'A review that somebody may not close',
    view: mayNotReview,
    seenBy: 'person',
    states: [
      state('they had a part in it', mayNotReview(NUMBER, { kind: 'no', why: 'own-change' })),
      state('they may not', mayNotReview(NUMBER, { kind: 'no', why: 'not-in-role', roles: [] })),
      state(
        'Slack doesn’t say who is in the group',
        mayNotReview(NUMBER, { kind: 'no', why: 'memberships-unknown', groups: ['S0APPROVERS'] }),
      ),
    ],
  },
];
