import type { RunningImage } from '../domain/ports/service-revisions.ts';

/** The tag and the beginning of the digest: what sets one image of a service apart from another. */
export function imageWords({ image, digest }: RunningImage): string {
  const [name = image] = image.split('@');
  const tag = /:([\w.-]+)$/.exec(name)?.[1];
  const short12 = digest?.replace(/^sha256:/, '').slice(0, 12);
  return (
    [...(tag === undefined ? [] : [tag]), ...(short12 === undefined ? [] : [`@${short12}`])].join('') || name
  );
}
