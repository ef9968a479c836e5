import { IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import { days, hours } from '../../../src/domain/clock.ts';
import { RunId, RunNumber } from '../../../src/domain/ids.ts';
import type {
  AcknowledgedReview,
  AlarmReview,
  AloneReview,
  GlassReview,
  SilencedReview,
} from '../../../src/domain/review/review.ts';
import { StackName } from '../../../src/domain/target/service.ts';
import { glassBrokenMessage, reviewReminderMessage } from '../../../src/views/announcement/glass-broken.ts';
import { openReviewsMessage } from '../../../src/views/announcement/open-reviews.ts';
import {
  mayNotReview,
  noAlarmReview,
  noReview,
  openReviews,
  reviewed,
  unknownReview,
} from '../../../src/views/reply/review.ts';
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
const ofAlarm = {
  by: common.requester,
  at: ACCEPTED - hours(6),
  channel: CHANGES,
};
const acknowledged = (o: Outside, alarms = 1): AcknowledgedReview => ({
  kind: 'acknowledged',
  id: 'acknowledge/1',
  subject: {
    ...{ kind: 'incident', number: IncidentNumber.parse(17), stack: StackName.parse('prod-us-east-1') },
    ...{ alarm: `registry ${o('cpu-high')}`, alarms },
  },
  ...ofAlarm,
});
const silenced = (o: Outside, subject: AlarmReview['subject']): SilencedReview => ({
  kind: 'silenced',
  id: 'silence/1',
  subject,
  ...ofAlarm,
  ...{ until: ACCEPTED + hours(2), reason: o('load test') },
});
const ofAlarms = (o: Outside): AlarmReview[] => [
  acknowledged(o),
  acknowledged(o, 3),
  silenced(o, acknowledged(o).subject),
  silenced(o, { kind: 'service', thing: 'service/1/2/3/4', name: 'prod-us-east-1/registry' }),
  silenced(o, { kind: 'stack', name: 'prod-us-east-1' }),
];
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
      state(
        'an alarm was acknowledged',
        openReviewsMessage({ kind: 'open-reviews', some: [acknowledged(o)], count: 1 }),
      ),
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
      state('what was done about alarms', openReviews(ofAlarms(o))),
      state('many', openReviews(many(o))),
    ],
  },
  {
    title: 'A review is closed',
    view: reviewed,
    seenBy: 'everybody',
    states: [
      state('of a run', reviewed('#1042', 'U0APPROVER', o('looked at the diff, fine'))),
      state('of an alarm', reviewed('A17', 'U0APPROVER', o('it was the load test, fine'))),
    ],
  },
  {
    title: 'A review that there isn’t, of a run',
    view: noReview,
    seenBy: 'person',
    states: [state('it was closed already', noReview(NUMBER))],
  },
  {
    title: 'A review that there isn’t, of an alarm, a service or a stack',
    view: noAlarmReview,
    seenBy: 'person',
    states: [state('it was closed already', noAlarmReview('A17'))],
  },
  {
    title: 'A review of something unknown',
    view: unknownReview,
    seenBy: 'person',
    states: [
      state('something is like it', unknownReview(o('regstry'), ['registry'])),
      state('nothing is', unknownReview(o('xyzzy'), [])),
    ],
  },
  {
    title: 'A review that somebody may not close',
    view: mayNotReview,
    seenBy: 'person',
    states: [
      state('they had a part in it', mayNotReview('A17', { kind: 'no', why: 'own-change' })),
      state('they may not', mayNotReview('#1042', { kind: 'no', why: 'not-in-role', roles: [] })),
      state(
        'Slack doesn’t say who is in the group',
        mayNotReview('#1042', { kind: 'no', why: 'memberships-unknown', groups: ['S0APPROVERS'] }),
      ),
    ],
  },
];
