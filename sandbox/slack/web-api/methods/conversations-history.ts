import { z } from 'zod';
import { messageJson } from '../message-json.ts';
import { defineMethod } from '../method.ts';
import { page, rangeArguments, within } from '../range.ts';
import { joinedChannel } from '../target.ts';

/** https://docs.slack.dev/reference/methods/conversations.history: root messages, newest first. */
export const conversationsHistory = defineMethod(
  'conversations.history',
  { channel: z.string(), ...rangeArguments },
  (workspace, args) => {
    const channel = joinedChannel(workspace, args.channel);
    if (!channel.ok) return channel.refusal;
    const roots = workspace.roots(args.channel).filter(within(args)).toReversed();
    const paged = page(roots, args);
    if (!paged.ok) return paged.refusal;
    const metadata = args.include_all_metadata === true ? 'with-metadata' : 'without-metadata';
    return {
      ok: true,
      messages: paged.value.items.map((root) => messageJson(workspace, root, root, metadata)),
      has_more: paged.value.next !== '',
      pin_count: 0,
      response_metadata: { next_cursor: paged.value.next },
    };
  },
);
