import { complaint } from './complaints.ts';
import type { SlackFile } from './elements.ts';
import type { MessageBlock } from './message-blocks.ts';
import type { ViewBlock } from './view-blocks.ts';

interface Placed {
  readonly file: SlackFile | undefined;
  readonly path: readonly (string | number)[];
}

/** The pictures of a block that are files, and where they stand: the block itself, a section's accessory, a context's. */
function placedIn(block: MessageBlock | ViewBlock): Placed[] {
  if (block.type === 'image') return [{ file: block.slack_file, path: [] }];
  if (block.type === 'section' && block.accessory?.type === 'image') {
    return [{ file: block.accessory.slack_file, path: ['accessory'] }];
  }
  if (block.type !== 'context') return [];
  return block.elements.map((element, index) => ({
    file: element.type === 'image' ? element.slack_file : undefined,
    path: ['elements', index],
  }));
}

/**
 * Slack's complaints about pictures that it can't show: `invalid slack file`, which are the live API's words
 * (github.com/slackapi/python-slack-sdk/issues/1658).
 */
export const badSlackFiles = (
  blocks: readonly (MessageBlock | ViewBlock)[],
  isShown: (file: SlackFile) => boolean,
  where: 'blocks' | 'view' = 'blocks',
): string[] =>
  blocks.flatMap((block, index) =>
    placedIn(block).flatMap(({ file, path }) => {
      if (file === undefined || isShown(file)) return [];
      const at = [...(where === 'view' ? ['blocks'] : []), index, ...path, 'slack_file'];
      return [complaint('invalid slack file', at, where)];
    }),
  );
