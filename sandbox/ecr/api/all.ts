import { z } from 'zod';
import type { Answer } from '../../ecs/api/operation.ts';
import { unknownOperation } from '../../ecs/api/operation.ts';
import type { Registry } from '../world/registry.ts';
import { batchGetImage } from './batch-get-image.ts';
import { describeImages } from './describe-images.ts';
import { describeRepositories } from './describe-repositories.ts';

const operations = new Map(
  [batchGetImage, describeImages, describeRepositories].map((one) => [one.name, one]),
);

const Named = z.object({ registryId: z.string().optional() });

/** Does a call in the registry as it is. Throws what ECR refuses, also for a call that it doesn't know. */
export function performEcr(
  {
    operation,
    region,
    input,
  }: { readonly operation: string; readonly region: string; readonly input: unknown },
  registry: Registry,
  others: ReadonlyMap<string, Registry>,
): Answer {
  const known = operations.get(operation);
  if (known === undefined) throw unknownOperation(operation);
  const named = Named.safeParse(input).data?.registryId;
  return known.perform(input, { registry: others.get(named ?? '') ?? registry, region });
}
