import { z } from 'zod';
import { operation } from './operation.ts';
import { findTaskDefinition, taskDefinitionShape } from './task-definition.ts';

const Input = z.object({ taskDefinition: z.string(), include: z.array(z.enum(['TAGS'])).optional() });

/** DescribeTaskDefinition: everything that was registered; the tags only where they are asked for. */
export const describeTaskDefinition = operation('DescribeTaskDefinition', Input, (input, scope) => {
  const found = findTaskDefinition(input.taskDefinition, scope.world.read().taskDefinitions, scope.region);
  return {
    taskDefinition: taskDefinitionShape(found),
    ...(input.include?.includes('TAGS') ? { tags: found.tags } : {}),
  };
});
