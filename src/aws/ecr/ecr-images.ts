import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  ECRClient,
  type ImageDetail,
  type ImageIdentifier,
  ImageNotFoundException,
  paginateDescribeImages,
} from '@aws-sdk/client-ecr';
import type { Image } from '../../domain/image/image.ts';
import type { ImageRef } from '../../domain/image/image-ref.ts';
import type { ImageRegistry, RepositoryRef } from '../../domain/ports/image-registry.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import { INDEX_TYPES, platformsOf } from './platforms.ts';

/** DescribeImages: the largest page (ECR API). */
const MAX_PAGE = 1000;

const idOf = (ref: ImageRef): ImageIdentifier =>
  'tag' in ref ? { imageTag: ref.tag } : { imageDigest: ref.digest };

const nameOf = ({ name, account, region }: RepositoryRef): string =>
  `ECR repository ${name} (${account}, ${region})`;

const image = (from: ImageDetail): Image => ({
  digest: required(from.imageDigest, 'imageDetail.imageDigest'),
  tags: from.imageTags ?? [],
  pushedAt: required(from.imagePushedAt, 'imageDetail.imagePushedAt').getTime(),
});

/**
 * ECR on the AWS SDK. Permissions on the repository: ecr:DescribeImages and ecr:BatchGetImage (Service Authorization
 * Reference, Amazon ECR); of another account's, its repository policy must allow them too.
 */
export const ecrImages = (options: ClientOptions = {}): ImageRegistry & { destroy(): void } => {
  const kept = keptClients((settings) => new ECRClient(settings), options);
  // The account is the repository's, the credentials are the role's: they may differ.
  const clientFor = ({ role, region }: RepositoryRef): ECRClient => kept.of('read', { role, region });
  const place = ({ account, name }: RepositoryRef) => ({ registryId: account, repositoryName: name });

  return {
    destroy: kept.destroy,

    async find(repository, ref) {
      const client = clientFor(repository);
      const what = nameOf(repository);
      const imageIds = [idOf(ref)];
      const described = await ask(
        { call: 'ecr:DescribeImages', what },
        async () => {
          try {
            return await client.send(new DescribeImagesCommand({ ...place(repository), imageIds }));
          } catch (error) {
            if (error instanceof ImageNotFoundException) return { imageDetails: [] };
            throw error;
          }
        },
        ({ imageDetails = [] }) => ok(imageDetails[0]),
      );
      if (!described.ok) return described;
      const detail = described.value;
      if (detail === undefined) return ok('absent');
      // A manifest of one platform names it only in its configuration, which is a download of its own.
      const isIndex = INDEX_TYPES.some((type) => type === detail.imageManifestMediaType);
      if (!isIndex)
        return ask(
          { call: 'ecr:DescribeImages', what },
          async () => detail,
          () => ok(image(detail)),
        );
      const byDigest = new BatchGetImageCommand({
        ...place(repository),
        imageIds: [{ imageDigest: detail.imageDigest }],
        acceptedMediaTypes: [...INDEX_TYPES],
      });
      return ask(
        { call: 'ecr:BatchGetImage', what },
        () => client.send(byDigest),
        ({ images = [] }) => {
          const manifest = images[0]?.imageManifest;
          return ok({
            ...image(detail),
            ...(manifest === undefined ? {} : { platforms: platformsOf(manifest) }),
          });
        },
      );
    },

    newest(repository, limit) {
      const client = clientFor(repository);
      return ask(
        { call: 'ecr:DescribeImages', what: nameOf(repository) },
        async () => {
          const found: ImageDetail[] = [];
          const input = { ...place(repository), filter: { tagStatus: 'TAGGED' as const } };
          // ECR promises no order, so the newest may stand on the last page.
          for await (const { imageDetails = [] } of paginateDescribeImages(
            { client, pageSize: MAX_PAGE },
            input,
          ))
            found.push(...imageDetails);
          return found;
        },
        (found) =>
          ok(
            found
              .map(image)
              .sort((a, b) => b.pushedAt - a.pushedAt)
              .slice(0, limit),
          ),
      );
    },
  };
};
