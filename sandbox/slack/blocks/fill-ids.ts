import type { LayoutBlock } from './layout-blocks.ts';
import type { MessageBlock } from './message-blocks.ts';
import type { ViewBlock } from './view-blocks.ts';

type NewId = () => string;

const withAction = <T extends { action_id?: string | undefined }>(element: T, newId: NewId): T => ({
  ...element,
  action_id: element.action_id ?? newId(),
});

const filled = (given: LayoutBlock, newId: NewId): LayoutBlock => {
  const block = { ...given, block_id: given.block_id ?? newId() };
  if (block.type === 'actions') {
    return { ...block, elements: block.elements.map((element) => withAction(element, newId)) };
  }
  if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image') {
    return { ...block, accessory: withAction(block.accessory, newId) };
  }
  return block;
};

/**
 * Gives every block of a message and every interactive element that came without an id a fresh one, as Slack does
 * ("If not specified, a block_id will be generated").
 */
export const fillIds = (blocks: readonly MessageBlock[], newId: NewId): MessageBlock[] =>
  blocks.map((block) =>
    block.type === 'plan' || block.type === 'task_card'
      ? { ...block, block_id: block.block_id ?? newId() }
      : filled(block, newId),
  );

/** The same for the blocks of a view. */
export const fillViewIds = (blocks: readonly ViewBlock[], newId: NewId): ViewBlock[] =>
  blocks.map((block) => {
    if (block.type === 'alert') return { ...block, block_id: block.block_id ?? newId() };
    if (block.type !== 'input') return filled(block, newId);
    return { ...block, block_id: block.block_id ?? newId(), element: withAction(block.element, newId) };
  });
