import type { Outcome } from '../../domain/run/outcome.ts';
import { inert } from '../mrkdwn.ts';

/** How an outcome is told. Only success gets the tick. */
export interface OutcomeWords {
  readonly icon: string;
  /** "done", "rolled back by the circuit breaker", … */
  readonly said: string;
  readonly why: string;
  /** What the person can do now, where there is something. */
  readonly next?: string;
}

const BY = { breaker: "ECS's circuit breaker", alarm: 'a CloudWatch alarm', hand: 'hand' } as const;

/** The words of an outcome. */
export function outcomeWords(outcome: Outcome): OutcomeWords {
  switch (outcome.kind) {
    case 'succeeded':
      return { icon: ':white_check_mark:', said: 'done', why: inert(outcome.summary) };
    case 'failed':
      return {
        icon: ':x:',
        said: 'failed',
        why: inert(outcome.reason),
        ...(outcome.next === undefined ? {} : { next: inert(outcome.next) }),
      };
    case 'rolled-back':
      return {
        icon: ':leftwards_arrow_with_hook:',
        said: `rolled back by ${BY[outcome.by]}`,
        why: inert(outcome.reason),
        next: 'The tasks from before are running. Find the cause before you try again.',
      };
    case 'superseded':
      return { icon: ':twisted_rightwards_arrows:', said: 'superseded', why: inert(outcome.reason) };
    case 'gave-up':
      return {
        icon: ':hourglass:',
        said: 'stopped watching',
        why: inert(outcome.reason),
        next: 'See how it went on with `status`.',
      };
    case 'cancelled':
      // Written by Wheelhouse itself, with a mention of who did it.
      return { icon: ':no_entry_sign:', said: 'cancelled', why: outcome.reason };
    case 'rejected':
      return { icon: ':no_entry:', said: 'not started', why: inert(outcome.reason) };
    case 'expired':
      return { icon: ':hourglass:', said: 'expired', why: inert(outcome.reason) };
  }
}
