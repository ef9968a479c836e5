import type { Fit, StepContext } from '../../domain/operation/step.ts';
import { revisionName } from './names.ts';

/**
 * Whether a revision is the one that this run registered, and still pins that image, asked of ECS at the last moment before
 * it is run: what a run remembers of its own steps isn't signed.
 */
export async function stillPins(
  { ports, target, run }: StepContext<unknown>,
  taskDefinition: string,
  image: string,
): Promise<Fit> {
  const read = await ports.taskDefinitions.describe(target, taskDefinition);
  if (!read.ok) return { kind: 'fault', fault: read.fault };
  const { containers, registeredBy } = read.value;
  const pinned = containers.find(({ name }) => name === target.container)?.image;
  if (pinned === image && registeredBy === run.request.id) return { kind: 'fits' };
  const reason = `${revisionName(taskDefinition)} isn't the revision that this run registered: somebody may have changed what the run remembers. Nothing runs it.`;
  return { kind: 'end', outcome: { kind: 'failed', reason } };
}
