import { z } from 'zod';
import { manifestOf, mediaTypeOf } from '../world/image.ts';
import { ecrOperation, ImageId, imageById, repositoryOf } from './operation.ts';

const Input = z.object({
  repositoryName: z.string(),
  registryId: z.string().optional(),
  imageIds: z.array(ImageId).min(1).max(100),
  acceptedMediaTypes: z.array(z.string()).optional(),
});

/** BatchGetImage: manifests as text; what isn't there is a failure, not an error (ECR API). */
export const batchGetImage = ecrOperation('BatchGetImage', Input, (input, scope) => {
  const repository = repositoryOf(input, scope);
  const found = input.imageIds.map((id) => ({ id, image: imageById(repository, id) }));
  return {
    images: found.flatMap(({ id, image }) =>
      image
        ? [
            {
              registryId: scope.registry.account,
              repositoryName: repository.name,
              imageId: {
                imageDigest: image.digest,
                ...(id.imageTag === undefined ? {} : { imageTag: id.imageTag }),
              },
              imageManifest: manifestOf(image),
              imageManifestMediaType: mediaTypeOf(image),
            },
          ]
        : [],
    ),
    failures: found.flatMap(({ id, image }) =>
      image
        ? []
        : [{ imageId: id, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }],
    ),
  };
});
