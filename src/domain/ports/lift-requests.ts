import type { HoldName } from '../hold/hold.ts';
import type { SlackActor } from '../people/actor.ts';

/** Wishes to lift holds that take a second person. */
export interface LiftRequests {
  /**
   * Keeps that somebody wants a hold lifted, for as long as an approval lasts; who wanted it first stays first. Answers who
   * that is. Throws where the store is away.
   */
  ask(hold: HoldName, by: SlackActor): Promise<SlackActor>;
  /** Forgets it: the hold is lifted. */
  forget(hold: HoldName): Promise<void>;
}
