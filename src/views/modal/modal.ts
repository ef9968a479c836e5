import type { KnownBlock, ModalView } from '@slack/types';

/** A modal of blocks that are known. */
export type Modal = Omit<ModalView, 'blocks'> & { readonly blocks: KnownBlock[] };
