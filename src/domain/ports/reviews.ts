import type { AuditOrigin } from '../audit/entry.ts';
import type { RunNumber } from '../ids.ts';
import type { SlackActor } from '../people/actor.ts';
import type { Review } from '../review/review.ts';

/** What was done without an approval and nobody has looked at yet. All throw where the store is away. */
export interface Reviews {
  /** All that are open, oldest first. */
  open(): Promise<readonly Review[]>;
  /** Closes one, once; in the audit, with what the person found. `none`: it isn't open (any more). */
  close(run: RunNumber, by: SlackActor, note: string, origin?: AuditOrigin): Promise<'closed' | 'none'>;
}
