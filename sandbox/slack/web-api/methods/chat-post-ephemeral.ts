import { z } from 'zod';
import { refuse } from '../answer.ts';
import { checkContent, contentArguments, POST_TEXT_MAX } from '../content.ts';
import { defineMethod } from '../method.ts';
import { postableChannel, threadRoot } from '../target.ts';

/** https://docs.slack.dev/reference/methods/chat.postEphemeral. The person must be in the channel. */
export const chatPostEphemeral = defineMethod(
  'chat.postEphemeral',
  { ...contentArguments, channel: z.string(), user: z.string(), thread_ts: z.string().optional() },
  (workspace, args) => {
    const channel = postableChannel(workspace, args.channel, 'is_archived');
    if (!channel.ok) return channel.refusal;
    if (!workspace.members(channel.value).includes(args.user)) return refuse('user_not_in_channel');
    const content = checkContent(args, POST_TEXT_MAX, workspace.files);
    if (!content.ok) return content.refusal;
    const under = threadRoot(workspace, args.channel, args.thread_ts);
    if (!under.ok) return under.refusal;
    const { text = '', blocks = [] } = content.value;
    const { ts } = workspace.whisper({
      channel: args.channel,
      user: args.user,
      from: 'bot',
      text,
      blocks,
      ...(under.value === undefined ? {} : { threadTs: under.value.ts }),
    });
    return { ok: true, message_ts: ts };
  },
);
