import { type DurationMs, type EpochMs, hours } from '../clock.ts';
import type { Candidates } from '../rollback/candidates.ts';
import { type Deployment, isRolling, primaryOf, type ServiceSnapshot } from '../rollout/service-snapshot.ts';
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
export const isBackSafe = (explanation: Failing, { at, snapshot, best }: Past): boolean =>
  best !== undefined && mayBackHelp(explanation, { at, snapshot });

/** What is looked at of an explanation. */
type Failing = Pick<Explanation, 'back' | 'standing' | 'evidence'>;

/** The same before anybody has looked for such an image. */
export function mayBackHelp(explanation: Failing, { at, snapshot }: Pick<Past, 'at' | 'snapshot'>): boolean {
  const primary = primaryOf(snapshot);
  if (explanation.back === 'no-help' || !isFailing(explanation) || !primary) return false;
  if (goesBack(primary)) return false;
  return isRolling(snapshot) || at - primary.createdAt <= JUST_BEGUN;
}

/** Whether a deployment is ECS's own way back. */
export const goesBack = ({ rolloutReason = '' }: Pick<Deployment, 'rolloutReason'>): boolean =>
  GOES_BACK.test(rolloutReason);

/** ECS's own words for the deployment that is its way back: "ECS deployment circuit breaker: rolling back to …". */
const GOES_BACK = /roll(?:ing|ed)?[ -]?back/i;

/** What a load balancer finds is so now; stopped tasks and events may be of a deployment that is over. */
const isFailing = ({ standing, evidence }: Failing): boolean =>
  standing === 'troubled' || (standing === 'rolling' && evidence.some(({ from }) => from === 'target'));
