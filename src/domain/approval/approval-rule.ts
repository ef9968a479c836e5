import type { Place } from '../guard/place.ts';
import { coversPlace, type Where } from '../guard/policy.ts';
import type { Change } from './change.ts';

/** Which changes take other people's consent, where, and whose. */
export interface ApprovalRule {
  readonly changes: 'all' | readonly Change[];
  readonly where: Where;
  /** Roles whose people may approve: who has one of them may. */
  readonly from: readonly string[];
  /** How many different people must. */
  readonly people: number;
}

/** What a change takes before it may be made. */
export interface Requirement {
  readonly people: number;
  readonly from: readonly string[];
}

/** What the rules ask for; undefined: nothing. Of several rules the one that takes most people counts. */
export function requirementFor(
  rules: readonly ApprovalRule[],
  change: Change,
  place: Place,
): Requirement | undefined {
  const [strictest] = rules
    .filter(({ changes, where }) => (changes === 'all' || changes.includes(change)) && concerns(where, place))
    .sort((a, b) => b.people - a.people);
  return strictest && { people: strictest.people, from: strictest.from };
}

/** What the configuration doesn't know (any more) is under every rule: it could have been anywhere. */
const concerns = (where: Where, place: Place): boolean =>
  place.kind === 'elsewhere' || coversPlace(where, place);
