import { z } from 'zod';
import { flag, structured } from '../arguments.ts';
import { checkContent, checkMetadata, contentArguments, POST_TEXT_MAX } from '../content.ts';
import { messageJson } from '../message-json.ts';
import { defineMethod } from '../method.ts';
import { postableChannel, threadRoot } from '../target.ts';

/** https://docs.slack.dev/reference/methods/chat.postMessage. Not idempotent: each call is a message. */
export const chatPostMessage = defineMethod(
  'chat.postMessage',
  {
    ...contentArguments,
    channel: z.string(),
    thread_ts: z.string().optional(),
    metadata: structured.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
    mrkdwn: flag.optional(),
  },
  (workspace, args) => {
    const channel = postableChannel(workspace, args.channel, 'is_archived');
    if (!channel.ok) return channel.refusal;
    const content = checkContent(args, POST_TEXT_MAX, workspace.files);
    if (!content.ok) return content.refusal;
    const metadata = checkMetadata(args.metadata);
    if (!metadata.ok) return metadata.refusal;
    const under = threadRoot(workspace, args.channel, args.thread_ts);
    if (!under.ok) return under.refusal;
    const { text = '', blocks = [] } = content.value;
    const meta = typeof metadata.value === 'object' ? { metadata: metadata.value } : {};
    const { message, root } = workspace.post(
      args.channel,
      { text, blocks, ...meta, user: workspace.directory.bot.userId },
      under.value,
    );
    return {
      ok: true,
      channel: args.channel,
      ts: message.ts,
      message: messageJson(workspace, message, root, 'with-metadata'),
    };
  },
);
