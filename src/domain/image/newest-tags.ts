import type { Image } from './image.ts';

/** The newest images that have a tag, newest first, of the repository that a service's images are in. */
export type NewestTags =
  | { readonly kind: 'read'; readonly repository: string; readonly images: readonly Image[] }
  | { readonly kind: 'unread'; readonly why: string };
