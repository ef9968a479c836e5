import type { Image } from './image.ts';

/** The newest images that have a tag, newest first, of the repository that a service's images are in. */
export type NewestTags =
  | {
      readonly kind: 'read';
      readonly repository: string;
      readonly images: readonly Image[];
      /** Present: what couldn't be pulled is there by now, and what it can be deployed by: its tag or its digest. */
      readonly thereNow?: Pick<Image, 'pushedAt'> & { readonly said: string };
    }
  | { readonly kind: 'unread'; readonly why: string };
