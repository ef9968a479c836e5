import type { Message } from '../message.ts';
import type { Modal } from './modal.ts';
import { plain } from './option.ts';

/**
 * A modal that only says something. A message's buttons are left out: they answer into the channel of their message,
 * and a modal has none.
 */
export const answerView = ({ blocks }: Message): Modal => ({
  type: 'modal',
  title: plain('Wheelhouse', 24),
  close: plain('Close', 24),
  blocks: blocks.filter(({ type }) => type !== 'actions'),
});
