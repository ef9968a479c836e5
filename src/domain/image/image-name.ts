import type { ImageRepository } from '../target/service.ts';

/** A container's image as its task definition names it. */
export interface ImageName {
  /** All before the tag or the digest: `111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Reads an image's name. A colon before the last slash belongs to a registry's port, not to a tag. */
export function imageName(image: string): ImageName {
  const [name = '', digest] = image.split('@', 2);
  const colon = name.lastIndexOf(':');
  const isTagged = colon > name.lastIndexOf('/');
  return {
    repository: isTagged ? name.slice(0, colon) : name,
    ...(isTagged ? { tag: name.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(.+)$/;

/** The ECR repository that an image's name is in; undefined where it is in another registry. */
export function ecrRepositoryOf(image: string): ImageRepository | undefined {
  const [, account, region, name] = ECR.exec(imageName(image).repository) ?? [];
  return account === undefined || region === undefined || name === undefined
    ? undefined
    : { account, region, name };
}

/** The beginning of the names of a repository's images. China's regions have a domain of their own. */
export const repositoryUri = ({ account, region, name }: ImageRepository): string =>
  `${account}.dkr.ecr.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${name}`;
