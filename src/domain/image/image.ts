import { z } from 'zod';

/** One platform that an image is built for: `linux/arm64`, and the digest of the manifest of its own. */
export const PlatformImage = z.object({ platform: z.string(), digest: z.string() });

/** An image in a registry. Times are epoch milliseconds. */
export const Image = z.object({
  /** `sha256:…` of its manifest, or of the index that lists one manifest a platform. */
  digest: z.string(),
  tags: z.array(z.string()).readonly(),
  pushedAt: z.number(),
  /** What it is built for; absent where the registry doesn't say without reading the image itself. */
  platforms: z.array(PlatformImage).readonly().optional(),
});
export type Image = z.infer<typeof Image>;

/** Whether a task that reports this digest runs the image: ECS may report the index or the platform's own manifest. */
export const carries = (image: Pick<Image, 'digest' | 'platforms'>, digest: string): boolean =>
  digest === image.digest || (image.platforms ?? []).some((one) => one.digest === digest);

/** As much of a digest as people compare: `sha256:0123456789ab`. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);
