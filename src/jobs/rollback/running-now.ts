import type { Fault } from '../../domain/fault/fault.ts';
import { shortDigest } from '../../domain/image/image.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { DEPLOYMENTS_KEPT } from '../../domain/ports/deployment-history.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type Candidates, candidates, type RunsNow } from '../../domain/rollback/candidates.ts';
import { runsNow } from '../../domain/rollback/runs-now.ts';
import type { Deployment } from '../../domain/rollout/service-snapshot.ts';
import type { LiveTask } from '../../domain/tasks/service-tasks.ts';
import { wantedOf } from './candidate-words.ts';
import type { WantedPast } from './go-back.ts';

/** What the PRIMARY deployment's own running tasks say of their main container. */
export async function runningNow(
  { ports, target }: Pick<StepContext<unknown>, 'ports' | 'target'>,
  primary: Deployment,
): Promise<Result<RunsNow, Fault>> {
  const read = await ports.tasks.ofService(target);
  if (!read.ok) return err(read.fault);
  return ok(runsNow(primary, read.value.live, target.container));
}

/**
 * What ran before a deployment that is under way: what the tasks that it hasn't replaced yet report, else the image that
 * ended well last. Undefined where nobody knows. Throws where the store is away.
 */
export async function ranBefore(
  ctx: StepContext<unknown>,
  primary: Deployment,
): Promise<Result<WantedPast | undefined, Fault>> {
  const known = await candidatesFrom(ctx, primary);
  if (!known.ok) return err(known.fault);
  const read = await ctx.ports.tasks.ofService(ctx.target);
  if (!read.ok) return err(read.fault);
  const old = read.value.live.filter(
    ({ status, startedBy }) => status === 'RUNNING' && startedBy !== undefined && startedBy !== primary.id,
  );
  const digestOf = ({ containers }: LiveTask): string | undefined =>
    containers.find(({ name }) => name === ctx.target.container)?.digest;
  const [digest, ...others] = new Set(old.map(digestOf));
  const [task] = old;
  const { all, best } = known.value;
  const now = ctx.clock.now();
  if (!task || digest === undefined || others.length > 0) return ok(best && wantedOf(best, now));
  const seen = all.find((one) => one.kind === 'image' && [one.digest, ...one.also].includes(digest));
  if (seen?.kind === 'image') return ok(wantedOf(seen, now));
  return ok({ copyOf: task.taskDefinition, digest, also: [], said: shortDigest(digest) });
}

/** What may be gone back to from what the PRIMARY runs, or brings. Throws where the store is away. */
export async function candidatesFrom(
  ctx: StepContext<unknown>,
  primary: Deployment,
): Promise<Result<Candidates, Fault>> {
  const now = await runningNow(ctx, primary);
  if (!now.ok) return err(now.fault);
  return ok(candidates(await ctx.ports.history.of(ctx.target, DEPLOYMENTS_KEPT), now.value, ctx.clock.now()));
}
