import type { Place } from '../guard/place.ts';
import { coversPlace, type Where } from '../guard/policy.ts';
import type { Change } from './change.ts';

/** Which changes something is asked of, and where. */
export interface ChangeRule<Word extends string = Change> {
  readonly changes: 'all' | readonly Word[];
  readonly where: Where;
}

/** Whether a rule is about a change there, or in a part of that. */
export const concerns = <Word extends string>(
  { changes, where }: ChangeRule<Word>,
  change: Word,
  place: Place,
): boolean =>
  (changes === 'all' || changes.includes(change)) && (coversPlace(where, place) || mayReach(where, place));

/**
 * Whether a place may have a part in where a rule counts, though that doesn't cover it: all has, and an environment may hold
 * any of its stacks. What the configuration doesn't know (any more) could have been anywhere.
 */
const mayReach = (where: Where, place: Place): boolean =>
  place.kind === 'all' ||
  place.kind === 'elsewhere' ||
  (place.kind === 'environment' && where.kind === 'places' && where.stacks.length > 0);
