import type { RunningImage } from '../ports/service-revisions.ts';
import type { Image } from './image.ts';

/** What a service's main container runs, as far as ECS tells it. */
export type ImageSeen =
  | {
      readonly kind: 'read';
      readonly image: RunningImage;
      /** Present: its tag means this image by now, which isn't the one that runs. */
      readonly moved?: Pick<Image, 'digest' | 'pushedAt'>;
    }
  | { readonly kind: 'unknown'; readonly why: string };
