import type { Silence, SilenceScope } from '../alarm/silence.ts';
import type { By } from '../audit/by.ts';
import type { AuditOrigin } from '../audit/entry.ts';
import type { EpochMs } from '../clock.ts';
import type { SilencedReview } from '../review/review.ts';

/** What became of a silence that somebody asked for. */
export type Silenced =
  | { readonly kind: 'silenced'; readonly silence: Silence }
  | { readonly kind: 'replaced'; readonly silence: Silence; readonly was: Silence }
  /** Its end had passed when it came to the store. */
  | { readonly kind: 'over' }
  /** The same request came before. Nothing was changed. */
  | { readonly kind: 'duplicate' };

/** The silences that stand. All throw where the store is away. Every change stands in the audit, or isn't made. */
export interface Silences {
  /**
   * Stores a silence, once for each `request`; in the place of another of its scope. With it, in the same step, opens the
   * review that it takes; once, where several silences have the same.
   */
  place(
    silence: Omit<Silence, 'since'>,
    request: string,
    origin?: AuditOrigin,
    review?: SilencedReview,
  ): Promise<Silenced>;
  /** Ends one before its time, once for each `request`. */
  lift(
    scope: SilenceScope,
    request: string,
    by: By,
  ): Promise<
    { readonly kind: 'lifted'; readonly silence: Silence } | { readonly kind: 'none' | 'duplicate' }
  >;
  /** All that stand by the store's clock, the oldest first. */
  all(): Promise<readonly Silence[]>;
  /** Those whose end has passed and that weren't taken off yet, the oldest first: their end is still to be told. */
  ended(): Promise<readonly Silence[]>;
  /** Takes off those that had ended by that moment: their end is told. */
  takeEnded(by: EpochMs): Promise<void>;
}
