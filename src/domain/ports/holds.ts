import type { By } from '../audit/by.ts';
import type { AuditOrigin } from '../audit/entry.ts';
import type { Hold, HoldKind, HoldName, NewHold } from '../hold/hold.ts';
import type { Scope } from '../hold/scope.ts';

/** What became of a hold that somebody asked for. */
export type Placed =
  | { readonly kind: 'placed'; readonly hold: Hold }
  /** It took the place of another of its kind and scope. */
  | { readonly kind: 'replaced'; readonly hold: Hold; readonly was: Hold }
  /** Somebody else's stands, and this one would end earlier or says no more. Nothing was changed. */
  | { readonly kind: 'standing'; readonly hold: Hold }
  /** Its end had passed when it came to the store. Nothing was changed. */
  | { readonly kind: 'over' }
  /** The same request came before. Nothing was changed. */
  | { readonly kind: 'duplicate' };

/** What became of a wish to lift a hold. */
export type Lifted =
  | { readonly kind: 'lifted'; readonly hold: Hold }
  /** None of that kind stands on that very scope. */
  | { readonly kind: 'none' }
  /** The same request came before. Nothing was changed. */
  | { readonly kind: 'duplicate' };

/**
 * The holds that stand: freezes until their end by the store's clock, locks until they are lifted. What stops an
 * acceptance is asked in the script that accepts (ports/run-intake.ts), not here. All throw where the store is away;
 * a change may have been made then. Every change stands in the audit, or isn't made.
 */
export interface Holds {
  /** Stores a hold, once for each `request`. Nobody's freeze is made shorter by another's; only lifting does that. */
  place(hold: NewHold, request: string, origin?: AuditOrigin): Promise<Placed>;
  /** Lifts the hold of that kind on that very scope, once for each `request`. It lifts itself, as it were, unless told by whom. */
  lift(kind: HoldKind, scope: Scope, request: string, by?: By): Promise<Lifted>;
  /** All that stand, the oldest first. */
  all(): Promise<readonly Hold[]>;
  /** Those of these names that stand, in the order of the names. */
  standing(names: readonly HoldName[]): Promise<readonly Hold[]>;
}
