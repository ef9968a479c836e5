import type { StepContext } from '../../domain/operation/step.ts';
import { targetName } from '../../domain/target/service.ts';

/** `stack/service`, as the person typed it would be: for what they are told to type again. */
export const typedTarget = ({ target }: Pick<StepContext<unknown>, 'target'>): string => targetName(target);

/** `family:7` of a task definition's ARN. */
export const revisionName = (taskDefinition: string): string =>
  taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
