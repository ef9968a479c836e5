import type { Fault } from '../../domain/fault/fault.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LiveTask } from '../../domain/tasks/service-tasks.ts';

/** A running task's main container: what it runs, as far as ECS says. */
export interface RunningImage {
  readonly taskDefinition: string;
  /** As the task definition names it. */
  readonly image?: string;
  /** Absent where ECS doesn't tell it (yet). */
  readonly digest?: string;
}

/** What the service's running tasks run in their main container. Tasks that start or drain don't count. */
export async function runningImages({
  ports,
  target,
}: Pick<StepContext<unknown>, 'ports' | 'target'>): Promise<Result<readonly RunningImage[], Fault>> {
  const read = await ports.tasks.ofService(target);
  if (!read.ok) return read;
  const imageOf = ({ taskDefinition, containers }: LiveTask): RunningImage => {
    const { image, digest } = containers.find(({ name }) => name === target.container) ?? {};
    return {
      taskDefinition,
      ...(image === undefined ? {} : { image }),
      ...(digest === undefined ? {} : { digest }),
    };
  };
  return ok(read.value.live.filter(({ status }) => status === 'RUNNING').map(imageOf));
}
