import { z } from 'zod';
import { EcsError } from './errors.ts';
import { operation } from './operation.ts';
import { findTaskDefinition, taskDefinitionShape } from './task-definition.ts';

/** DeregisterTaskDefinition: by `family:revision` or ARN, never by family alone (ECS API). */
export const deregisterTaskDefinition = operation(
  'DeregisterTaskDefinition',
  z.object({ taskDefinition: z.string() }),
  ({ taskDefinition }, { world, region }) => {
    if (!/:\d+$/.test(taskDefinition))
      throw new EcsError('ClientException', 'Task definition must have a revision.');
    const { arn } = findTaskDefinition(taskDefinition, world.taskDefinitions, region);
    const gone = world.deregister(arn);
    return gone ? { taskDefinition: taskDefinitionShape(gone) } : {};
  },
);
