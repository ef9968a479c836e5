import type { Redactor } from '../../domain/redaction/redactor.ts';
import { type AlarmReview, reviewKey } from '../../domain/review/review.ts';

/** A review as a script takes it that opens it: its key, and its JSON without secrets. */
export interface ReviewText {
  readonly key: string;
  readonly text: string;
}

/** Makes a review of what was done about alarms ready to be stored. Its id stays as it came: it is closed by that. */
export const reviewText = (review: AlarmReview, redactor: Redactor): ReviewText => ({
  key: reviewKey(review),
  text: JSON.stringify({ ...review, subject: redactor.value(review.subject), ...wordsOf(review, redactor) }),
});

const wordsOf = (review: AlarmReview, redactor: Redactor): { readonly reason?: string } =>
  review.kind === 'silenced' ? { reason: redactor.text(review.reason) } : {};
