import { describe, expect, test } from 'vitest';
import { IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import type { AcknowledgedReview, SilencedReview } from '../../../src/domain/review/review.ts';
import { openReviewsMessage } from '../../../src/views/announcement/open-reviews.ts';
import { openReviews } from '../../../src/views/reply/review.ts';

const AT = Date.UTC(2026, 10, 26, 3, 12);
const common = {
  subject: { kind: 'incident', number: IncidentNumber.parse(12), alarm: 'registry cpu-high', alarms: 3 },
  by: { kind: 'slack', team: 'T', user: 'U1' },
  ...{ at: AT, channel: 'C0' },
} as const;
const acknowledged: AcknowledgedReview = { kind: 'acknowledged', id: 'acknowledge/1', ...common };
const silenced: SilencedReview = {
  ...{ kind: 'silenced', id: 'silence/1', ...common, until: AT + 3_600_000, reason: 'load test' },
  subject: { kind: 'service', thing: 'service/1/2/3/4', name: 'prod/registry' },
};

describe('open reviews of what was done about alarms', () => {
  test('say what it was done to, by whom, and why and until when', () => {
    const { text } = openReviews([acknowledged, silenced]);
    expect(text).toContain('2 reviews are open');
    expect(text).toMatch(/\*A12\* registry cpu-high and 2 more, acknowledged by <@U1> .*03:12/);
    expect(text).toMatch(/\*prod\/registry\* silenced until .*04:12.*, by <@U1> .*03:12.*: load test/);
  });

  test.each([
    [acknowledged, 'review A12 --note'],
    [silenced, 'review prod/registry --note'],
  ])('say what is typed to close one', (review, words) => {
    expect(openReviews([review]).text).toContain(`/ops ${words}`);
    expect(openReviewsMessage({ kind: 'open-reviews', some: [review], count: 4 }).text).toContain(
      `/ops ${words}`,
    );
  });
});
