import { complaint } from './complaints.ts';
import type { MessageBlock } from './message-blocks.ts';

interface Located {
  id: string | undefined;
  path: readonly (string | number)[];
}

const repeated = (key: string, ids: readonly Located[]): string[] => {
  const seen = new Set<string>();
  return ids.flatMap(({ id, path }) => {
    if (id === undefined) return [];
    if (seen.has(id)) return [complaint(`\`${key}\` "${id}" already exists`, [...path, key])];
    seen.add(id);
    return [];
  });
};

/**
 * block_id is unique in a message, action_id among the elements of one block.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/actions-block, and the live API's refusal.
 */
export const repeatedIds = (blocks: readonly MessageBlock[]): string[] => [
  ...repeated(
    'block_id',
    blocks.map((block, index) => ({ id: block.block_id, path: [index] })),
  ),
  ...blocks.flatMap((block, index) =>
    block.type === 'actions'
      ? repeated(
          'action_id',
          block.elements.map((element, at) => ({ id: element.action_id, path: [index, 'elements', at] })),
        )
      : [],
  ),
];
