import type { AuditEntry } from '../../src/domain/audit/entry.ts';
import type { Reviews } from '../../src/domain/ports/reviews.ts';
import { type Review, reviewKey } from '../../src/domain/review/review.ts';

/** Nothing waits for a review. */
export const noReviews: Reviews = { open: async () => [], close: async () => [] };

/** Reviews without Redis. */
export interface MemoryReviews extends Reviews {
  /** Opens one, unless one of its key is open. */
  add(review: Review): void;
}

/** Reviews of what was done about alarms; `audit` gets an entry for each that is closed. */
export function memoryReviews(audit: AuditEntry[] = []): MemoryReviews {
  const kept = new Map<string, Review>();
  return {
    add(review) {
      const key = reviewKey(review);
      if (!kept.has(key)) kept.set(key, structuredClone(review));
    },
    open: async () => [...kept.values()].sort((a, b) => a.at - b.at),
    async close(reviews, by, note, origin = {}) {
      const closed = reviews.filter((review) => kept.delete(reviewKey(review)));
      for (const review of closed)
        if (review.kind !== 'glass' && review.kind !== 'alone')
          audit.push({
            kind: 'alarm',
            actor: by,
            origin,
            ...(review.subject.kind === 'incident' ? { incident: review.subject.number } : {}),
            outcome: {
              kind: 'reviewed',
              act: review.kind === 'acknowledged' ? 'acknowledge' : 'silence',
              name: review.subject.kind === 'incident' ? `A${review.subject.number}` : review.subject.name,
              ...{ by: review.by, at: review.at, note },
            },
          });
      return closed;
    },
  };
}
