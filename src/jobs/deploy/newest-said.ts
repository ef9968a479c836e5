import type { EpochMs } from '../../domain/clock.ts';
import { ago } from '../../domain/image/age.ts';
import { type Image, shortDigest } from '../../domain/image/image.ts';

/** Images in one line, each with what it can be deployed by: its tags, its age, and its digest in short. */
export const newestSaid = (images: readonly Image[], at: EpochMs): string =>
  images
    .map(
      ({ tags, digest, pushedAt }) =>
        `${tags.map((tag) => `\`${tag}\``).join(' = ')} (${ago(pushedAt, at)}, ${shortDigest(digest)})`,
    )
    .join(' · ');
