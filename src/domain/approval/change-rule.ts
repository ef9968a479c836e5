import type { Place } from '../guard/place.ts';
import { coversPlace, type Where } from '../guard/policy.ts';
import type { Change } from './change.ts';

/** Which changes something is asked of, and where. */
export interface ChangeRule {
  readonly changes: 'all' | readonly Change[];
  readonly where: Where;
}

/** Whether a rule is about a change there. What the configuration doesn't know (any more) could have been anywhere. */
export const concerns = ({ changes, where }: ChangeRule, change: Change, place: Place): boolean =>
  (changes === 'all' || changes.includes(change)) &&
  (place.kind === 'elsewhere' || coversPlace(where, place));
