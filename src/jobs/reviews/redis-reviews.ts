import type { Redis } from 'ioredis';
import { z } from 'zod';
import { byPerson } from '../../domain/audit/run-entries.ts';
import type { Reviews } from '../../domain/ports/reviews.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { Review } from '../../domain/review/review.ts';
import { type OnEntry, Places, seal, tellAppended } from '../audit/sealed.ts';
import type { Keys } from '../ledger/keys.ts';
import { closeReview } from './scripts.ts';

/** The open reviews on Redis; each is written with the decision that it is about (ledger/scripts/decide.ts), or with the end of its run (write.ts). */
export function redisReviews(
  redis: Redis,
  keys: Keys,
  { redactor, onEntry }: { readonly redactor: Redactor; readonly onEntry?: OnEntry | undefined },
): Reviews {
  const open = async (): Promise<Review[]> =>
    (await redis.hvals(keys.reviews))
      .map((text) => Review.parse(JSON.parse(text)))
      .sort((a, b) => a.at - b.at);
  return {
    open,
    async close(run, by, note, origin = {}) {
      const review = (await open()).find(({ number }) => number === run);
      if (!review) return 'none';
      const sealed = [
        seal({ kind: 'review', ...byPerson(by, origin), run: review.run, of: review.kind, note }, redactor),
      ];
      const raw = await closeReview.run(
        redis,
        [keys.reviews, keys.audit, keys.auditHead],
        [run, JSON.stringify(sealed)],
      );
      const [answer, ...places] = Places.parse(raw);
      tellAppended(places, sealed, onEntry);
      return z.enum(['closed', 'none']).parse(answer);
    },
  };
}
