import type { Interactive, MessageBlock } from './message-blocks.ts';

type NewId = () => string;

const withAction = <T extends Interactive>(element: T, newId: NewId): T => ({
  ...element,
  action_id: element.action_id ?? newId(),
});

/**
 * Gives every block and every interactive element that came without an id a fresh one, as Slack does
 * ("If not specified, a block_id will be generated").
 */
export const fillIds = (blocks: readonly MessageBlock[], newId: NewId): MessageBlock[] =>
  blocks.map((given) => {
    const block = { ...given, block_id: given.block_id ?? newId() };
    if (block.type === 'actions') {
      return { ...block, elements: block.elements.map((element) => withAction(element, newId)) };
    }
    if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image') {
      return { ...block, accessory: withAction(block.accessory, newId) };
    }
    return block;
  });
