import type { AuditOrigin } from '../audit/entry.ts';
import type { NewPass, Pass } from '../window/gate.ts';

/** What became of a pass that somebody asked for. */
export type Given =
  /** `was`: the pass whose place it took. */
  | { readonly kind: 'given'; readonly pass: Pass; readonly was?: Pass }
  /** Somebody else's stands that ends as late or later. Nothing was changed. */
  | { readonly kind: 'standing'; readonly pass: Pass }
  /** Its end had passed when it came to the store. Nothing was changed. */
  | { readonly kind: 'over' }
  /** The same request came before. Nothing was changed. */
  | { readonly kind: 'duplicate' };

/**
 * The passes that stand: each until its end by the store's clock. All throw where the store is away; a pass may have been
 * given then. Every pass stands in the audit, or isn't given.
 */
export interface Passes {
  /** Gives a pass, once for each `request`. */
  give(pass: NewPass, request: string, origin?: AuditOrigin): Promise<Given>;
  /** All that stand, the oldest first. */
  all(): Promise<readonly Pass[]>;
}
