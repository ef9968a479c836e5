import { z } from 'zod';
import { cut, operation, page } from './operation.ts';

const Input = z.object({
  familyPrefix: z.string().optional(),
  status: z.enum(['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']).default('ACTIVE'),
  sort: z.enum(['ASC', 'DESC']).default('ASC'),
  ...page,
});

/** ListTaskDefinitions: ARNs by family and revision; `familyPrefix` is a family's whole name (ECS API). */
export const listTaskDefinitions = operation('ListTaskDefinitions', Input, (input, { world, region }) => {
  const found = world
    .read()
    .taskDefinitions.filter(
      (one) =>
        one.region === region &&
        one.status === input.status &&
        (input.familyPrefix === undefined || one.family === input.familyPrefix),
    )
    .sort((a, b) => a.family.localeCompare(b.family) || a.revision - b.revision)
    .map(({ arn }) => arn);
  const { items, ...rest } = cut(input.sort === 'DESC' ? found.reverse() : found, input);
  return { taskDefinitionArns: items, ...rest };
});
