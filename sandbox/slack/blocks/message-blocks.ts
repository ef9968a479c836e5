import { z } from 'zod';
import { layoutBlocks } from './layout-blocks.ts';
import { LIMITS } from './limits.ts';
import { plan, taskCard } from './plan.ts';

/** One block of a message, as https://docs.slack.dev/reference/block-kit/blocks has it. */
const messageBlock = z.discriminatedUnion('type', [...layoutBlocks, plan, taskCard]);

/** A message's blocks: at most 50. */
export const messageBlocks = z.array(messageBlock).max(LIMITS.blocksPerMessage.max);

/** A block that passed the checks. */
export type MessageBlock = z.infer<typeof messageBlock>;
