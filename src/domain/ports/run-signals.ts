import type { RunNumber } from '../ids.ts';
import type { SlackActor } from '../people/actor.ts';

/** What a human says of a parked run's doubtful effect. */
export type ParkedAnswer = 'happened' | 'did-not-happen' | 'abandon';

/** What became of an answer. */
export type Answered =
  | { readonly kind: 'taken' }
  | { readonly kind: 'not-parked' }
  | { readonly kind: 'unknown-run' };

/** How people move a run on. */
export interface RunSignals {
  /** Answers a parked run, once: the second of two answers gets `not-parked`. Throws where Redis can't be written. */
  answer(run: RunNumber, answer: ParkedAnswer, by: SlackActor): Promise<Answered>;
}
