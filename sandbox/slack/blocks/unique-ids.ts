import { complaint } from './complaints.ts';
import type { MessageBlock } from './message-blocks.ts';
import type { ViewBlock } from './view-blocks.ts';

interface Located {
  id: string | undefined;
  path: readonly (string | number)[];
}

const repeated = (key: string, ids: readonly Located[], argument: 'blocks' | 'view'): string[] => {
  const seen = new Set<string>();
  return ids.flatMap(({ id, path }) => {
    if (id === undefined) return [];
    if (seen.has(id)) return [complaint(`\`${key}\` "${id}" already exists`, [...path, key], argument)];
    seen.add(id);
    return [];
  });
};

/**
 * block_id is unique in a message or a view, action_id among the elements of one block.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/actions-block, and the live API's refusal.
 */
export const repeatedIds = (
  blocks: readonly (MessageBlock | ViewBlock)[],
  argument: 'blocks' | 'view' = 'blocks',
): string[] => {
  const within = argument === 'view' ? ['blocks'] : [];
  const blockIds = blocks.map((block, index) => ({ id: block.block_id, path: [...within, index] }));
  const actionIds = blocks.map((block, index) =>
    block.type === 'actions'
      ? block.elements.map((element, at) => ({
          id: element.action_id,
          path: [...within, index, 'elements', at],
        }))
      : [],
  );
  return [
    ...repeated('block_id', blockIds, argument),
    ...actionIds.flatMap((ids) => repeated('action_id', ids, argument)),
  ];
};
