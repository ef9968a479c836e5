import type { Fault } from '../../domain/fault/fault.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type Candidates, candidates, type RunsNow } from '../../domain/rollback/candidates.ts';
import type { Deployment } from '../../domain/rollout/service-snapshot.ts';

/** What the PRIMARY deployment's own running tasks say of their main container. */
export async function runningNow(
  { ports, target }: Pick<StepContext<unknown>, 'ports' | 'target'>,
  primary: Deployment,
): Promise<Result<RunsNow, Fault>> {
  const read = await ports.tasks.ofService(target);
  if (!read.ok) return err(read.fault);
  const own = read.value.live.filter(
    (task) =>
      task.status === 'RUNNING' &&
      task.taskDefinition === primary.taskDefinition &&
      (task.startedBy === undefined || task.startedBy === primary.id),
  );
  const digests = own.flatMap(
    ({ containers }) => containers.find(({ name }) => name === target.container)?.digest ?? [],
  );
  return ok({
    container: target.container,
    deployment: primary.id,
    taskDefinition: primary.taskDefinition,
    digests: [...new Set(digests)],
  });
}

/** What may be gone back to from what the PRIMARY runs, or brings. Throws where the store is away. */
export async function candidatesFrom(
  ctx: StepContext<unknown>,
  primary: Deployment,
): Promise<Result<Candidates, Fault>> {
  const now = await runningNow(ctx, primary);
  if (!now.ok) return err(now.fault);
  return ok(candidates(await ctx.ports.history.of(ctx.target, ALL), now.value, ctx.clock.now()));
}

/** More than are ever kept. */
const ALL = 100;
