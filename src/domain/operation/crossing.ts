import type { Decided } from '../approval/change.ts';
import type { Fault } from '../fault/fault.ts';
import { StepId } from '../ids.ts';
import type { Outcome } from '../run/outcome.ts';
import type { AwaitedHook, Question } from '../run/question.ts';
import type { EffectStep, StepContext } from './step.ts';

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

/**
 * A PAUSE hook at which ECS holds what the run has begun. Who may resume says how it goes on, by `continue` or `back`; where
 * the policy wants others' consent, going on takes that, and anybody who may resume can still have it rolled back.
 */
export interface Crossing<I> {
  readonly hook: AwaitedHook;
  /** As it is asked where no consent is needed. Its key begins every key under which this hook is asked about. */
  readonly question: Question;
  readonly see: (ctx: StepContext<I>) => Promise<SeenAtHook>;
  /** Tells ECS to go on, whatever is stored of it; `back`, whose id is made of this one's (backId), to roll back. */
  readonly go: EffectStep<I>;
  readonly back: (why?: WhyBack) => EffectStep<I>;
}

/** The id of the errand that has rolled back at a hook what another has go on. */
export const backId = (go: StepId): StepId => StepId.parse(`${go}-back`);
