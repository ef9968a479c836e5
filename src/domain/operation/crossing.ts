import type { Decided } from '../approval/change.ts';
import type { Fault } from '../fault/fault.ts';
import { StepId } from '../ids.ts';
import type { Outcome } from '../run/outcome.ts';

/** What is seen at a hook, asked of ECS at that moment. */
export type SeenAtHook =
  /** It waits there, and this is what a person decides on, besides what the operation itself decides. */
  | { readonly kind: 'waits'; readonly rows: Decided['rows'] }
  /** It doesn't wait there (any more). */
  | { readonly kind: 'gone' }
  /** What waits there isn't the run's own: the run is over, and continues nothing. */
  | { readonly kind: 'end'; readonly outcome: Outcome }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Why something is rolled back, as the run's end says it. */
export interface WhyBack {
  readonly by: 'hook' | 'hand';
  readonly reason: string;
}

/** The id of the errand that has rolled back at a hook what another has go on. */
export const backId = (go: StepId): StepId => StepId.parse(`${go}-back`);
