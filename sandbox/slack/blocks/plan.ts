import { z } from 'zod';
import { blockId, url } from './composition.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { words } from './text-objects.ts';

const source = z.strictObject({ type: z.literal('url'), url, text: words(LIMITS.textObject) });

/** https://docs.slack.dev/reference/block-kit/blocks/task-card-block; titles are strings, not text objects. */
export const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id: blockId,
  task_id: words(LIMITS.actionId),
  title: words(LIMITS.textObject),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
});

/** https://docs.slack.dev/reference/block-kit/blocks/plan-block: a title and task cards. */
export const plan = z.strictObject({
  type: z.literal('plan'),
  block_id: blockId,
  title: words(LIMITS.textObject),
  tasks: z.array(taskCard).optional(),
});
