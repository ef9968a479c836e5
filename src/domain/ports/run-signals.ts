import type { Addressee } from '../announcement/addressee.ts';
import type { Decision } from '../approval/decision.ts';
import type { AuditOrigin } from '../audit/entry.ts';
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

/** What became of an answer to what a run asks while it waits. */
export type Chosen =
  | { readonly kind: 'taken'; readonly label: string }
  /** It asks something else, and these are the answers that it takes. */
  | { readonly kind: 'no-such-answer'; readonly answers: readonly string[] }
  /** That is other people's to say, by approving it: of these roles. Whoever may resume can say these answers. */
  | { readonly kind: 'needs-approval'; readonly from: readonly string[]; readonly answers: readonly string[] }
  /** It asks nothing (any more): somebody else was first, or it went on by itself. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'unknown-run' };

/** What became of a decision. */
export type Taken =
  /** `lacks`: how many more people must consent. */
  | { readonly kind: 'taken'; readonly lacks: number }
  /** It waits for no such decision (any more): somebody else was first, its time is over, or it is about something else now. */
  | { readonly kind: 'not-asked' | 'late' | 'changed' }
  /** That person has approved already; they may still reject. */
  | { readonly kind: 'again' }
  | { readonly kind: 'unknown-run' };

/** A decision as a person hands it in. */
export interface HandedDecision extends Pick<Decision, 'subject' | 'verdict' | 'reason'> {
  /** Who is told at once that the glass is broken, and asked for a review. */
  readonly tell?: readonly Addressee[];
}

/**
 * How people move a run on. All throw where Redis can't be written. What a run takes stands in the audit, with where it
 * was said (`origin`).
 */
export interface RunSignals {
  /**
   * Answers a parked run, once: the second of two answers gets `not-parked`. So does the same `request` when it comes
   * again, even though the run asks anew by then: nobody has answered that question.
   */
  answer(
    run: RunNumber,
    answer: ParkedAnswer,
    by: SlackActor,
    request: string,
    origin?: AuditOrigin,
  ): Promise<Answered>;
  /** Answers what a run asks while it waits, once: the second answer gets `not-asked`. */
  choose(run: RunNumber, answer: string, by: SlackActor, origin?: AuditOrigin): Promise<Chosen>;
  /**
   * Decides on what a run is about to do, once: of any number at the same time so many count as people are needed, and of one
   * person one. `changed`: what is asked for now isn't what was decided on. Whether they may is the caller's to find out.
   */
  decide(run: RunNumber, decision: HandedDecision, by: SlackActor, origin?: AuditOrigin): Promise<Taken>;
  /** Asks a run to stop. Asked twice it is cancelled once. */
  cancel(run: RunNumber, by: SlackActor, origin?: AuditOrigin): Promise<CancelAsked>;
}
