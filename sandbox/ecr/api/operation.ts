import { z } from 'zod';
import { EcsError } from '../../ecs/api/errors.ts';
import type { Answer } from '../../ecs/api/operation.ts';
import type { ImageState, RepositoryState } from '../world/image.ts';
import type { Registry } from '../world/registry.ts';
import { repositoryNotFound } from './errors.ts';

/** Where a call arrived: the registry, and the region that its signature names. */
export interface Scope {
  registry: Registry;
  region: string;
}

/** One ECR call. `perform` throws an EcsError for what ECR refuses. */
export interface EcrOperation {
  readonly name: string;
  perform(input: unknown, scope: Scope): Answer;
}

/** An operation whose input is parsed first; what doesn't fit is refused as ECR refuses it. */
export const ecrOperation = <S extends z.ZodType>(
  name: string,
  schema: S,
  run: (input: z.infer<S>, scope: Scope) => Answer,
): EcrOperation => ({
  name,
  perform: (raw, scope) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return run(parsed.data, scope);
    const why = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new EcsError('InvalidParameterException', why);
  },
});

/** How an image is named in a request (ECR API, ImageIdentifier). */
export const ImageId = z.object({ imageTag: z.string().optional(), imageDigest: z.string().optional() });
export type ImageId = z.infer<typeof ImageId>;

/** The repository that a request names. Throws RepositoryNotFoundException, also for another account's registry. */
export const repositoryOf = (
  {
    repositoryName,
    registryId,
  }: { readonly repositoryName: string; readonly registryId?: string | undefined },
  { registry, region }: Scope,
): RepositoryState => {
  const found =
    (registryId ?? registry.account) === registry.account && registry.find(region, repositoryName);
  if (!found) throw repositoryNotFound(repositoryName, registryId ?? registry.account);
  return found;
};

/** The image that an identifier names: with both, the digest must have the tag. */
export const imageById = ({ images }: RepositoryState, id: ImageId): ImageState | undefined =>
  images.find(
    (one) =>
      (id.imageTag === undefined || one.tags.includes(id.imageTag)) &&
      (id.imageDigest === undefined || one.digest === id.imageDigest),
  );

/** ECR's pages hold up to 1,000, and 100 unless told (ECR API, DescribeImages). */
export const ecrPage = { maxResults: z.int().min(1).max(1000).optional(), nextToken: z.string().optional() };
