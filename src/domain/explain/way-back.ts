import { type DurationMs, type EpochMs, hours } from '../clock.ts';
import type { Candidates } from '../rollback/candidates.ts';
import { isRolling, primaryOf, type ServiceSnapshot } from '../rollout/service-snapshot.ts';
import { isRollback } from '../rollout/verdict.ts';
import type { Explanation } from './explain.ts';

/** What is known of the deployment that fails, and of what ran before. */
export interface Past {
  readonly at: EpochMs;
  readonly snapshot: ServiceSnapshot;
  /** Present: an image that ended well is known, besides the one that runs. */
  readonly best?: Candidates['best'];
}

/** So long after it began a deployment that is over still counts as the one to blame. */
const JUST_BEGUN: DurationMs = hours(1);

/**
 * Whether a rollback is the safe next step: the deployment under way, or one that has just finished, fails for what was
 * deployed, and an image is known that ran well before. Never for what another image needs as well (capacity, roles,
 * secrets, limits), and never while ECS itself goes back already.
 */
export const isBackSafe = (
  { back, standing }: Pick<Explanation, 'back' | 'standing'>,
  { at, snapshot, best }: Past,
): boolean => best !== undefined && mayBackHelp({ back, standing }, { at, snapshot });

/** The same before anybody has looked for such an image. */
export function mayBackHelp(
  { back, standing }: Pick<Explanation, 'back' | 'standing'>,
  { at, snapshot }: Pick<Past, 'at' | 'snapshot'>,
): boolean {
  const primary = primaryOf(snapshot);
  if (back === 'no-help' || standing !== 'troubled' || !primary) return false;
  if (isRollback(primary.rolloutReason ?? '')) return false;
  return isRolling(snapshot) || at - primary.createdAt <= JUST_BEGUN;
}
