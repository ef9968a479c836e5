import { z } from 'zod';
import { refuse } from '../answer.ts';
import { messageJson } from '../message-json.ts';
import { defineMethod } from '../method.ts';
import { page, rangeArguments, within } from '../range.ts';
import { joinedChannel } from '../target.ts';

/**
 * https://docs.slack.dev/reference/methods/conversations.replies: the root first, whatever the range, then
 * the replies in it, oldest first. `ts` is the root's or any reply's.
 */
export const conversationsReplies = defineMethod(
  'conversations.replies',
  { channel: z.string(), ts: z.string(), ...rangeArguments },
  (workspace, args) => {
    const channel = joinedChannel(workspace, args.channel);
    if (!channel.ok) return channel.refusal;
    const found = workspace.find(args.channel, args.ts);
    if (found === undefined) return refuse('thread_not_found');
    const { root } = found;
    const paged = page([root, ...root.thread.filter(within(args))], args);
    if (!paged.ok) return paged.refusal;
    const metadata = args.include_all_metadata === true ? 'with-metadata' : 'without-metadata';
    return {
      ok: true,
      messages: paged.value.items.map((message) => messageJson(workspace, message, root, metadata)),
      has_more: paged.value.next !== '',
      response_metadata: { next_cursor: paged.value.next },
    };
  },
);
