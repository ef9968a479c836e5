import type { EpochMs } from '../../domain/clock.ts';
import type { Explanation } from '../../domain/explain/explain.ts';
import { isBackSafe, mayBackHelp } from '../../domain/explain/way-back.ts';
import { DEPLOYMENTS_KEPT, type DeploymentHistory } from '../../domain/ports/deployment-history.ts';
import { candidates, type ImageCandidate } from '../../domain/rollback/candidates.ts';
import { runsNow } from '../../domain/rollback/runs-now.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { LiveTask } from '../../domain/tasks/service-tasks.ts';

/** A service that was explained. */
interface Explained {
  readonly target: ResolvedService;
  readonly explanation: Explanation;
  readonly snapshot: ServiceSnapshot;
  readonly live: readonly LiveTask[];
  readonly at: EpochMs;
}

/**
 * The image that a rollback brings back, where that is the safe next step; `unknown` where the store is away. It is asked
 * only where it matters.
 */
export async function imageBefore(
  history: Pick<DeploymentHistory, 'of'>,
  { target, explanation, snapshot, live, at }: Explained,
): Promise<ImageCandidate | undefined | 'unknown'> {
  const primary = primaryOf(snapshot);
  if (!primary || !mayBackHelp(explanation, { at, snapshot })) return undefined;
  const seen = await history.of(target, DEPLOYMENTS_KEPT).catch(() => 'unknown' as const);
  if (seen === 'unknown') return seen;
  const { best } = candidates(seen, runsNow(primary, live, target.container), at);
  return best && isBackSafe(explanation, { at, snapshot, best }) ? best : undefined;
}
