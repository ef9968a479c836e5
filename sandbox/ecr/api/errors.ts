import { EcsError } from '../../ecs/api/errors.ts';

/** No such repository in this region (ECR API, RepositoryNotFoundException). */
export const repositoryNotFound = (name: string, account: string): EcsError =>
  new EcsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${account}'`,
  );

/** No such image in the repository (ECR API, ImageNotFoundException). */
export const imageNotFound = (
  name: string,
  account: string,
  {
    imageTag,
    imageDigest,
  }: { readonly imageTag?: string | undefined; readonly imageDigest?: string | undefined },
): EcsError =>
  new EcsError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'} does not exist within the repository with name '${name}' in the registry with id '${account}'`,
  );
