import type { DurationMs } from '../../domain/clock.ts';
import type { Outcome } from '../../domain/run/outcome.ts';

import { short } from '../inert.ts';
import { duration } from '../mrkdwn.ts';
import { pastWords, stopWords } from '../stop-words.ts';

/** How an outcome is told. Only success gets the tick. */
export interface OutcomeWords {
  readonly icon: string;
  /** "done", "rolled back by the circuit breaker", … */
  readonly said: string;
  readonly why: string;
  /** What the person can do now, where there is something. */
  readonly next?: string;
}

const BY = {
  breaker: "ECS's circuit breaker",
  alarm: 'a CloudWatch alarm',
  health: 'its health endpoint',
  hook: 'a hook that nobody answered',
  hand: 'hand',
} as const;

/** Longer reasons are cut where they are told in short. */
const SHORT = 240;

/** The words of an outcome; `say` makes outside text inert, by default cut to what a root message holds. */
export function outcomeWords(
  outcome: Outcome,
  say: (text: string) => string = (text) => short(text, SHORT),
): OutcomeWords {
  switch (outcome.kind) {
    case 'succeeded':
      return { icon: ':white_check_mark:', said: 'done', why: say(outcome.summary) };
    case 'failed':
      return {
        icon: ':x:',
        said: 'failed',
        why: say(outcome.reason),
        next: outcome.next === undefined ? 'See how the service is before you try again.' : say(outcome.next),
      };
    case 'rolled-back':
      return {
        icon: ':leftwards_arrow_with_hook:',
        said: `rolled back by ${BY[outcome.by]}`,
        why: say(outcome.reason),
        next: `The tasks from before are running. ${outcome.next === undefined ? 'Find the cause before you try again.' : say(outcome.next)}`,
      };
    case 'superseded':
      return {
        icon: ':twisted_rightwards_arrows:',
        said: outcome.by === 'run' ? 'taken over' : 'overtaken by another change',
        why: say(outcome.reason),
        ...(outcome.by === 'run' ? {} : { next: 'See how the service is before you try again.' }),
      };
    case 'gave-up':
      return {
        icon: ':hourglass:',
        said: 'stopped watching',
        why: say(outcome.reason),
        next:
          outcome.next === undefined
            ? 'It may still go well or badly: see how the service is.'
            : say(outcome.next),
      };
    case 'cancelled':
      return { icon: ':no_entry_sign:', said: 'cancelled', why: naming(say(outcome.reason)) };
    case 'rejected':
      return { icon: ':no_entry:', said: 'not started', why: rejected(outcome, say), ...past(outcome) };
    case 'expired':
      return { icon: ':hourglass:', said: 'expired', why: say(outcome.reason) };
  }
}

/** ` after 1 min 12 s`; nothing for what never began. */
export const tookWords = (outcome: Outcome, ms: DurationMs): string =>
  outcome.kind === 'rejected' ? '' : ` after ${duration(ms)}`;

/** What stopped it, where something did, and what was changed. */
function rejected(
  { reason, stoppedBy = [] }: Extract<Outcome, { kind: 'rejected' }>,
  say: (text: string) => string,
): string {
  const [first, ...others] = stoppedBy;
  if (!first) return naming(say(reason));
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${capital(stopWords(first, say))}${more}. ${say(reason)}`;
}

/** A sentence's first letter. */
const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);

/** How one goes on where it is no person's hold that stopped it. */
function past({ stoppedBy = [] }: Extract<Outcome, { kind: 'rejected' }>): { readonly next?: string } {
  const [next] = stoppedBy.flatMap((stop) => pastWords(stop) ?? []);
  return next === undefined ? {} : { next };
}

/** Who cancelled or rejected it is named first, as a mention that Wheelhouse wrote. */
const naming = (said: string): string => said.replace(/^&lt;@([UW][A-Z0-9]+)&gt;/, '<@$1>');
