import { z } from 'zod';
import { PlatformImage } from '../../domain/image/image.ts';

/** The image that is to run, fixed by its digest: a tag that moves later changes nothing any more. */
export const Chosen = z.object({
  /** What the person reads: the tag as code, or the digest in short. */
  said: z.string(),
  tag: z.string().optional(),
  digest: z.string(),
  /** The digests by which ECS may name it. */
  platforms: z.array(PlatformImage),
  pushedAt: z.number(),
  /** The container's new image: `…/repository@sha256:…`. */
  image: z.string(),
  family: z.string(),
  /** The newest revision of the family before this run registered one. */
  newestRevision: z.number(),
  /** The digest that all tasks ran before; absent where they ran several, or didn't say. */
  ranBefore: z.string().optional(),
  /** The alarms that rang before anything was changed, and since when. */
  rang: z.array(z.object({ name: z.string(), since: z.number() })),
});
export type Chosen = z.output<typeof Chosen>;
