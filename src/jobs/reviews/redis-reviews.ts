import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { By } from '../../domain/audit/by.ts';
import type { AuditEntry } from '../../domain/audit/entry.ts';
import { byPerson } from '../../domain/audit/run-entries.ts';
import type { Reviews } from '../../domain/ports/reviews.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { actOf, isOfAlarm, Review, reviewKey, reviewName } from '../../domain/review/review.ts';
import { type OnEntry, Places, seal, tellAppended } from '../audit/sealed.ts';
import type { Keys } from '../ledger/keys.ts';
import { closeReviews } from './scripts.ts';

const Closed = z.tuple([z.array(z.string()), Places]);

/**
 * The open reviews on Redis. Each is written with what it is about: the decision (ledger/scripts/decide.ts), the end of its
 * run (write.ts), the acknowledgement or the silence (alarms/scripts).
 */
export function redisReviews(
  redis: Redis,
  keys: Keys,
  { redactor, onEntry }: { readonly redactor: Redactor; readonly onEntry?: OnEntry | undefined },
): Reviews {
  return {
    open: async () =>
      (await redis.hvals(keys.reviews))
        .map((text) => Review.parse(JSON.parse(text)))
        .sort((a, b) => a.at - b.at),
    async close(reviews, by, note, origin = {}) {
      const [first] = reviews;
      if (!first) return [];
      const number = isOfAlarm(first) ? '' : first.number;
      const sealed = reviews.map((review) => ({
        key: reviewKey(review),
        ...seal(closedEntry(review, note, byPerson(by, origin)), redactor),
      }));
      const [closed, places] = Closed.parse(
        await closeReviews.run(
          redis,
          [keys.reviews, keys.audit, keys.auditHead],
          [number, JSON.stringify(sealed)],
        ),
      );
      tellAppended(
        places,
        sealed.filter(({ key }) => closed.includes(key)),
        onEntry,
      );
      return reviews.filter((review) => closed.includes(reviewKey(review)));
    },
  };
}

/** What the audit says of a review that somebody closed. */
function closedEntry(review: Review, note: string, by: By): AuditEntry {
  switch (review.kind) {
    case 'glass':
    case 'alone':
      return { kind: 'review', ...by, run: review.run, of: review.kind, note };
    case 'acknowledged':
    case 'silenced': {
      const { subject, by: whose, at } = review;
      return {
        kind: 'alarm',
        ...by,
        ...(subject.kind === 'incident' ? { incident: subject.number } : {}),
        outcome: { kind: 'reviewed', act: actOf(review), name: reviewName(review), by: whose, at, note },
      };
    }
  }
}
