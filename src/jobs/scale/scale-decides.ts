import type { Change, Decided } from '../../domain/approval/change.ts';
import { isOutside, rangeWords } from './auto-scaled.ts';
import type { Scalable } from './check-scaling.ts';

/**
 * What a change of the number of tasks is decided on: the number, the direction and autoscaling's range; not how many
 * there are, since autoscaling changes that at any time.
 */
export const scaleDecides = (count: number, before: Scalable): Decided => ({
  change: changeOf(count, before),
  rows: [
    { label: 'Tasks', after: String(count) },
    { label: 'Autoscaling', after: rangeWords(before.scaled) },
  ],
});

function changeOf(count: number, { desired, scaled }: Scalable): Change {
  if (count === 0 || scaled.by === 'unknown' || isOutside(scaled, count)) return 'scale-beyond';
  return count < desired ? 'scale-in' : 'scale-out';
}
