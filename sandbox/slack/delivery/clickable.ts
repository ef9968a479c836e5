import type { Interactive, MenuOption, MessageBlock } from '../blocks/message-blocks.ts';

/** An element of a message, and the block it is in. */
export interface Clickable {
  element: Interactive;
  blockId: string;
}

/** Every element of these blocks a person can use. */
export const clickables = (blocks: readonly MessageBlock[]): Clickable[] =>
  blocks.flatMap((block) => {
    const blockId = block.block_id ?? '';
    if (block.type === 'actions') return block.elements.map((element) => ({ element, blockId }));
    const accessory = block.type === 'section' ? block.accessory : undefined;
    return accessory === undefined || accessory.type === 'image' ? [] : [{ element: accessory, blockId }];
  });

/** The options of a menu; a button has none. */
export const optionsOf = (element: Interactive): MenuOption[] => {
  if (element.type === 'button') return [];
  if (element.type === 'overflow') return element.options;
  return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
};
