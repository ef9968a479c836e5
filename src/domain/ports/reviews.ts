import type { AuditOrigin } from '../audit/entry.ts';
import type { SlackActor } from '../people/actor.ts';
import type { Review } from '../review/review.ts';

/** What was done without an approval and nobody has looked at yet. All throw where the store is away. */
export interface Reviews {
  /** All that are open, oldest first. */
  open(): Promise<readonly Review[]>;
  /**
   * Closes those of these that are open still, once, each with its entry in the audit and what the person found: all of it
   * or nothing. Answers those that it closed. All must be of the same thing.
   */
  close(
    reviews: readonly Review[],
    by: SlackActor,
    note: string,
    origin?: AuditOrigin,
  ): Promise<readonly Review[]>;
}
