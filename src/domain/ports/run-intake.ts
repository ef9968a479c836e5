import type { Hold, HoldName } from '../hold/hold.ts';
import type { RunId, RunNumber } from '../ids.ts';
import type { RunRequest } from '../run/run.ts';

/** What became of a request. */
export type Accepted =
  /** Stored, once and durably. */
  | { readonly kind: 'accepted'; readonly number: RunNumber; readonly id: RunId }
  /** The same request was stored before. */
  | { readonly kind: 'duplicate'; readonly number: RunNumber; readonly id: RunId }
  /** Something unfinished holds the target, and these freezes and locks, if any, stop it too. Nothing was stored. */
  | {
      readonly kind: 'held';
      readonly by: RunNumber;
      readonly operation: string;
      readonly stoppedBy: readonly Hold[];
    }
  /** Freezes and locks stop it, at least one. Nothing was stored. */
  | { readonly kind: 'stopped'; readonly stoppedBy: readonly Hold[] }
  /** No answer in time. It may be stored; if so its message appears in the channel. */
  | { readonly kind: 'unconfirmed' };

/** Where runs are asked for. */
export interface RunIntake {
  /**
   * Stores a run with its dedupe key in one script, or nothing. The same script refuses while a hold of one of the
   * names `stoppers` stands (domain/hold/stoppers.ts), so that no run slips past a freeze. Answers within the intake's limit (1.5 s by
   * default) whatever Redis does; a request that reaches Redis later than that is refused there. Idempotent by
   * `dedupeKey`. Runs of the operations in `takesOver` don't hold the target against it. Never throws.
   */
  accept(
    request: RunRequest,
    dedupeKey: string,
    stoppers: readonly HoldName[],
    takesOver?: readonly string[],
  ): Promise<Accepted>;
}
