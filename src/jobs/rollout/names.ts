import { type DurationMs, minutes } from '../../domain/clock.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { targetName } from '../../domain/target/service.ts';

/** `stack/service`, as the person typed it would be: for what they are told to type again. */
export const typedTarget = ({ target }: Pick<StepContext<unknown>, 'target'>): string => targetName(target);

/** `family:7` of a task definition's ARN. */
export const revisionName = (taskDefinition: string): string =>
  taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);

/** A length as people say it in a sentence: `40 s`, `12 min`. */
export const lengthOf = (ms: DurationMs): string =>
  ms < minutes(1) ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / minutes(1))} min`;
