import type { Deployment } from '../rollout/service-snapshot.ts';
import type { LiveTask } from '../tasks/service-tasks.ts';
import type { RunsNow } from './candidates.ts';

/** What the PRIMARY deployment's own running tasks say of their main container. */
export function runsNow(primary: Deployment, live: readonly LiveTask[], container: string): RunsNow {
  const own = live.filter(
    (task) =>
      task.status === 'RUNNING' &&
      task.taskDefinition === primary.taskDefinition &&
      (task.startedBy === undefined || task.startedBy === primary.id),
  );
  const digests = own.flatMap(
    ({ containers }) => containers.find(({ name }) => name === container)?.digest ?? [],
  );
  return {
    container,
    deployment: primary.id,
    taskDefinition: primary.taskDefinition,
    digests: [...new Set(digests)],
  };
}
