import type { Interactive } from '../blocks/layout-blocks.ts';
import type { MessageBlock } from '../blocks/message-blocks.ts';
import type { InputBlock, InputElement, ViewBlock } from '../blocks/view-blocks.ts';

/** An element that keeps what a person chose or typed. */
export type StatefulElement = Exclude<Interactive, { type: 'button' | 'overflow' }> | InputElement;

/** An element with its place in a message or a view. `input` is the block of one that stands in an input block. */
export interface Placed<E = Interactive | InputElement> {
  element: E;
  blockId: string;
  actionId: string;
  input?: InputBlock;
}

/** How a person points at an element: by its action_id, and by its block_id where several have the same. */
export interface Pointing {
  actionId: string;
  blockId?: string;
}

/** The two ids of a placed element as one text. */
export const placeKey = ({ blockId, actionId }: Placed<unknown>): string => `${blockId}/${actionId}`;

/** Every element of these blocks that a person can use, in their order. Their ids are filled in already. */
const placedIn = (blocks: readonly (MessageBlock | ViewBlock)[]): Placed[] =>
  blocks.flatMap((block): Placed[] => {
    const blockId = block.block_id ?? '';
    const at = <E extends Interactive | InputElement>(element: E): Placed<E> => ({
      element,
      blockId,
      actionId: element.action_id ?? '',
    });
    if (block.type === 'input') return [{ ...at(block.element), input: block }];
    if (block.type === 'actions') return block.elements.map((element) => at(element));
    const accessory = block.type === 'section' ? block.accessory : undefined;
    return accessory === undefined || accessory.type === 'image' ? [] : [at(accessory)];
  });

/** Tells whether an element keeps what was chosen or typed. */
export const isStateful = (placed: Placed): placed is Placed<StatefulElement> =>
  placed.element.type !== 'button' && placed.element.type !== 'overflow';

/** Those that keep what was chosen or typed. */
export const fieldsIn = (blocks: readonly (MessageBlock | ViewBlock)[]): Placed<StatefulElement>[] =>
  placedIn(blocks).filter(isStateful);

const isButtonOf = ({ element }: Placed, value: unknown): boolean =>
  element.type === 'button' && value !== undefined && element.value === value;

/** Of several that are meant alike, the button with this very value; the first one otherwise. */
const theOne = (named: readonly Placed[], value: unknown): Placed | undefined =>
  named.find((one) => isButtonOf(one, value)) ?? named[0];

/**
 * The element that is meant. A block without an id of its own gets a new one whenever its message is edited: then the
 * button with this very value is meant, wherever it stands now. Throws with those that are there.
 */
export const pointed = (
  blocks: readonly (MessageBlock | ViewBlock)[],
  { actionId, blockId }: Pointing,
  where: string,
  value?: unknown,
): Placed => {
  const all = placedIn(blocks);
  const named = all.filter((one) => one.actionId === actionId);
  const found =
    theOne(
      named.filter((one) => blockId === undefined || one.blockId === blockId),
      value,
    ) ?? named.find((one) => isButtonOf(one, value));
  if (found !== undefined) return found;
  const there = all.map((one) => one.actionId).join(', ') || 'nothing to use';
  throw new Error(`No ${actionId} in ${where}, or no more; there is: ${there}`);
};
