import type { Place } from '../guard/place.ts';
import type { AskedAt } from './asked-at.ts';
import type { Change } from './change.ts';
import { type ChangeRule, concerns } from './change-rule.ts';

/** Which changes take other people's consent, where, and whose. */
export interface ApprovalRule extends ChangeRule {
  /** Roles whose people may approve: who has one of them may. */
  readonly from: readonly string[];
  /** How many different people must. */
  readonly people: number;
  readonly at: AskedAt;
}

/** What a change takes before it may be made. */
export interface Requirement {
  readonly people: number;
  readonly from: readonly string[];
}

/** The same, and when it is asked for. */
export interface TimedRequirement extends Requirement {
  readonly at: AskedAt;
}

/**
 * What the rules ask for; undefined: nothing. Of several rules the one that takes most people counts, and it is asked before
 * anything is begun if any of them wants that.
 */
export function requirementFor(
  rules: readonly ApprovalRule[],
  change: Change,
  place: Place,
): TimedRequirement | undefined {
  const concerned = rules.filter((rule) => concerns(rule, change, place));
  const [strictest] = concerned.toSorted((a, b) => b.people - a.people);
  const at = concerned.some((rule) => rule.at === 'start') ? 'start' : 'hook';
  return strictest && { people: strictest.people, from: strictest.from, at };
}
