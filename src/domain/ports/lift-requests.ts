import type { Hold } from '../hold/hold.ts';
import type { SlackActor } from '../people/actor.ts';

/** Wishes to lift holds that take a second person. */
export interface LiftRequests {
  /**
   * Keeps that somebody wants a hold lifted, for as long as an approval lasts; who wanted it first stays first. Answers who
   * that is. A hold of the same name that is placed later is another one. Throws where the store is away.
   */
  ask(hold: Pick<Hold, 'kind' | 'scope' | 'since'>, by: SlackActor): Promise<SlackActor>;
}
