import { complaint, complaints } from './complaints.ts';
import { LIMITS } from './limits.ts';
import type { MessageBlock } from './message-blocks.ts';
import { messageBlocks } from './message-blocks.ts';
import { repeatedIds } from './unique-ids.ts';

/** What Slack makes of a message's blocks: taken, or refused with its error code and its complaints. */
export type BlocksVerdict =
  | { ok: true; blocks: MessageBlock[] }
  | {
      ok: false;
      error: 'invalid_blocks_format' | 'invalid_blocks' | 'msg_blocks_too_long';
      messages: string[];
    };

const refused = (messages: string[]): BlocksVerdict => ({ ok: false, error: 'invalid_blocks', messages });

/** Checks the value of `blocks` the way Slack does before it takes a message. Pure. */
export const checkBlocks = (value: unknown): BlocksVerdict => {
  if (!Array.isArray(value)) return { ok: false, error: 'invalid_blocks_format', messages: [] };
  const parsed = messageBlocks.safeParse(value);
  if (!parsed.success) return refused(complaints(parsed.error.issues, value));
  const repeats = repeatedIds(parsed.data);
  if (repeats.length > 0) return refused(repeats);
  const plans = parsed.data.flatMap((block, index) => (block.type === 'plan' ? [index] : []));
  const extra = plans[LIMITS.plansPerMessage.max];
  if (extra !== undefined) return refused([complaint('no more than 1 plan block allowed', [extra])]);
  const size = JSON.stringify(value).length;
  if (size > LIMITS.blocksSerialised.max) {
    const said = `[ERROR] ${size} characters of blocks, more than ${LIMITS.blocksSerialised.max}`;
    return { ok: false, error: 'msg_blocks_too_long', messages: [said] };
  }
  return { ok: true, blocks: parsed.data };
};
