/** One image in a repository. Times are milliseconds since the epoch. */
export interface ImageState {
  /** `sha256:` and 64 hex digits: of its manifest, or of the index that lists one manifest a platform. */
  digest: string;
  tags: string[];
  pushedAt: number;
  sizeBytes: number;
  /** The platforms that it is built for, each with the digest of its own manifest. */
  platforms: { platform: string; digest: string }[];
}

/** One repository of an account. */
export interface RepositoryState {
  region: string;
  name: string;
  createdAt: number;
  /** Oldest first. */
  images: ImageState[];
}

/** One that is built for several platforms is an index (OCI image specification, image-index). */
export const mediaTypeOf = ({ platforms }: ImageState): string =>
  platforms.length === 1
    ? 'application/vnd.docker.distribution.manifest.v2+json'
    : 'application/vnd.oci.image.index.v1+json';

/** The manifest's text, as a registry hands it out. */
export const manifestOf = (image: ImageState): string => {
  const mediaType = mediaTypeOf(image);
  if (image.platforms.length === 1) {
    const config = {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 7023,
      digest: image.digest,
    };
    return JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
  }
  const manifests = image.platforms.map(({ platform, digest }) => {
    const [os, architecture, variant] = platform.split('/');
    return {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest,
      size: 1239,
      platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
    };
  });
  // What buildx adds unless told otherwise: where the image comes from, for no platform at all.
  const attestation = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: image.digest.replace(/.$/, '0'),
    size: 566,
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
  };
  return JSON.stringify({ schemaVersion: 2, mediaType, manifests: [...manifests, attestation] });
};
