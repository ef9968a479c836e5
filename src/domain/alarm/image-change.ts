import type { EpochMs } from '../clock.ts';
import type { SeenDeployment } from '../ports/deployment-history.ts';
import { candidates, type ImageCandidate, type RunsNow } from '../rollback/candidates.ts';
import { codesOf } from '../rollback/code-of.ts';

/** The deployment that brought what runs, and the image that ran well before it. */
export interface SeenChange {
  readonly brought: SeenDeployment;
  readonly before: ImageCandidate;
}

/**
 * What a rollback would go back from and to: the first of the newest deployments in a row that run the same image, so that
 * a restart hides no deployment. Undefined where nothing is known to go back to, where the newest deployment isn't what
 * runs (ECS went back by itself), and where what runs had run before: then it is a way back already, and what was left
 * for it is no remedy.
 */
export function imageChange(
  history: readonly SeenDeployment[],
  running: RunsNow,
  now: EpochMs,
): SeenChange | undefined {
  const { best: before } = candidates(history, running, now);
  const [newest, ...earlier] = [...history].sort((a, b) => b.at - a.at);
  if (!before || !newest) return undefined;
  const digests = new Set([...running.digests, ...digestsOf(newest, running.container)]);
  const runs = (one: SeenDeployment): boolean =>
    one.id === running.deployment || digestsOf(one, running.container).some((digest) => digests.has(digest));
  if (!runs(newest)) return undefined;
  const other = earlier.findIndex((one) => !runs(one));
  if (other < 0 || earlier.slice(other).some(runs)) return undefined;
  const brought = earlier[other - 1] ?? newest;
  return before.from < brought.at ? { brought, before } : undefined;
}

const digestsOf = (one: SeenDeployment, container: string): readonly string[] =>
  codesOf(one, container).flatMap(({ digests }) => digests);
