import type { ImageState } from '../../../sandbox/ecr/world/image.ts';
import type { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { Image } from '../../../src/domain/image/image.ts';
import type { ImageRegistry, RepositoryRef } from '../../../src/domain/ports/image-registry.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';

const said = ({ digest, tags, pushedAt }: ImageState): Image => ({ digest, tags, pushedAt });

/** The port on a sandbox's registry without HTTP. */
export const fakeImageRegistry = (registry: Registry): ImageRegistry => {
  const imagesOf = ({ account, region, name }: RepositoryRef): Result<readonly ImageState[], Fault> => {
    const found = account === registry.account ? registry.find(region, name) : undefined;
    const what = `ECR repository ${name}`;
    return found ? ok(found.images) : err({ kind: 'missing', call: 'ecr:DescribeImages', what, detail: '' });
  };
  return {
    async find(repository, ref) {
      const images = imagesOf(repository);
      if (!images.ok) return images;
      const found = images.value.find((one) =>
        'tag' in ref ? one.tags.includes(ref.tag) : one.digest === ref.digest,
      );
      if (!found) return ok('absent');
      return ok(found.platforms.length === 1 ? said(found) : { ...said(found), platforms: found.platforms });
    },
    async newest(repository, limit) {
      const images = imagesOf(repository);
      if (!images.ok) return images;
      const tagged = images.value.filter(({ tags }) => tags.length > 0).map(said);
      return ok(tagged.sort((a, b) => b.pushedAt - a.pushedAt).slice(0, limit));
    },
  };
};
