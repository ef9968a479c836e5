import { z } from 'zod';
import { EcsError } from '../../ecs/api/errors.ts';
import { type Answer, cut, seconds } from '../../ecs/api/operation.ts';
import { type ImageState, mediaTypeOf, type RepositoryState } from '../world/image.ts';
import { imageNotFound } from './errors.ts';
import { ecrOperation, ecrPage, ImageId, imageById, repositoryOf } from './operation.ts';

const Input = z.object({
  repositoryName: z.string(),
  registryId: z.string().optional(),
  imageIds: z.array(ImageId).min(1).max(100).optional(),
  filter: z.object({ tagStatus: z.enum(['TAGGED', 'UNTAGGED', 'ANY']).optional() }).optional(),
  ...ecrPage,
});

const detail = (account: string, { name }: RepositoryState, image: ImageState): Answer => ({
  registryId: account,
  repositoryName: name,
  imageDigest: image.digest,
  ...(image.tags.length === 0 ? {} : { imageTags: image.tags }),
  imageSizeInBytes: image.sizeBytes,
  imagePushedAt: seconds(image.pushedAt),
  imageManifestMediaType: mediaTypeOf(image),
  artifactMediaType: 'application/vnd.docker.container.image.v1+json',
});

/** DescribeImages: those that are named, or all of them by pages, in no promised order (ECR API). */
export const describeImages = ecrOperation('DescribeImages', Input, (input, scope) => {
  const { account } = scope.registry;
  const repository = repositoryOf(input, scope);
  const { imageIds, filter } = input;
  if (imageIds !== undefined) {
    if (input.maxResults !== undefined || input.nextToken !== undefined || filter !== undefined)
      throw new EcsError('InvalidParameterException', 'imageIds cannot be combined with paging or a filter.');
    const images = imageIds.map((id) => {
      const found = imageById(repository, id);
      if (!found) throw imageNotFound(repository.name, account, id);
      return found;
    });
    return { imageDetails: images.map((one) => detail(account, repository, one)) };
  }
  const wanted = repository.images.filter(
    ({ tags }) =>
      (filter?.tagStatus ?? 'ANY') === 'ANY' || tags.length > 0 === (filter?.tagStatus === 'TAGGED'),
  );
  // As ECR's, the order says nothing about age.
  const shuffled = [...wanted].sort((a, b) => a.digest.localeCompare(b.digest));
  const { items, ...rest } = cut(shuffled, input);
  return { imageDetails: items.map((one) => detail(account, repository, one)), ...rest };
});
