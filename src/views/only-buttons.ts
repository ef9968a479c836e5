import type { KnownBlock } from '@slack/types';
import type { Message } from './message.ts';

/** Whether a message has any buttons. */
export const hasButtons = ({ blocks }: Message): boolean => blocks.some(({ type }) => type === 'actions');

/** A message with those buttons only whose words pass. A row without any is left out. */
export const onlyButtons = <M extends Message>(message: M, passes: (words: string) => boolean): M => ({
  ...message,
  blocks: message.blocks.flatMap((block): KnownBlock[] => {
    if (block.type !== 'actions') return [block];
    const elements = block.elements.filter(
      (element) => element.type !== 'button' || element.value === undefined || passes(element.value),
    );
    return elements.length === 0 ? [] : [{ ...block, elements }];
  }),
});
