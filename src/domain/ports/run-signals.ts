import type { RunNumber } from '../ids.ts';
import type { SlackActor } from '../people/actor.ts';

/** What a human says of a parked run's doubtful effect. */
export type ParkedAnswer = 'happened' | 'did-not-happen' | 'abandon';

/** What became of an answer. */
export type Answered =
  | { readonly kind: 'taken' }
  | { readonly kind: 'not-parked' }
  | { readonly kind: 'unknown-run' };

/** What became of a wish to cancel. */
export type CancelAsked =
  /** The run stops at its next safe point. */
  | { readonly kind: 'asked' }
  /** It was parked, and is ended now. */
  | { readonly kind: 'abandoned' }
  /** It was over already. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown-run' };

/** How people move a run on. Both throw where Redis can't be written. */
export interface RunSignals {
  /**
   * Answers a parked run, once: the second of two answers gets `not-parked`. So does the same `request` when it comes
   * again, even though the run asks anew by then: nobody has answered that question.
   */
  answer(run: RunNumber, answer: ParkedAnswer, by: SlackActor, request: string): Promise<Answered>;
  /** Asks a run to stop. Asked twice it is cancelled once. */
  cancel(run: RunNumber, by: SlackActor): Promise<CancelAsked>;
}
