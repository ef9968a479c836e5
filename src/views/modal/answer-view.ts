import type { ModalView } from '@slack/types';
import type { Message } from '../message.ts';
import { plain } from './option.ts';

/**
 * A modal that only says something. A message's buttons are left out: they answer into the channel of their message,
 * and a modal has none.
 */
export const answerView = ({ blocks }: Message): ModalView => ({
  type: 'modal',
  title: plain('Wheelhouse', 24),
  close: plain('Close', 24),
  blocks: blocks.filter(({ type }) => type !== 'actions'),
});
