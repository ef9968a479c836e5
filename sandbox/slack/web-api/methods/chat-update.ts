import { z } from 'zod';
import type { Edit } from '../../workspace/workspace.ts';
import { structured } from '../arguments.ts';
import { checkContent, checkMetadata, contentArguments, UPDATE_TEXT_MAX } from '../content.ts';
import { messageJson } from '../message-json.ts';
import { defineMethod } from '../method.ts';
import { ownMessage, postableChannel } from '../target.ts';

/**
 * https://docs.slack.dev/reference/methods/chat.update. Text without blocks removes the blocks; metadata that
 * isn't given stays, `{}` removes it. Ephemerals can't be updated: they are `message_not_found`.
 */
export const chatUpdate = defineMethod(
  'chat.update',
  { ...contentArguments, channel: z.string(), ts: z.string(), metadata: structured.optional() },
  (workspace, args) => {
    const channel = postableChannel(workspace, args.channel, 'is_inactive');
    if (!channel.ok) return channel.refusal;
    const found = ownMessage(workspace, args.channel, args.ts);
    if (!found.ok) return found.refusal;
    const content = checkContent(args, UPDATE_TEXT_MAX, workspace.files);
    if (!content.ok) return content.refusal;
    const metadata = checkMetadata(args.metadata);
    if (!metadata.ok) return metadata.refusal;
    const { text, blocks } = content.value;
    const edit: Edit = {
      ...(text === undefined ? {} : { text, blocks: [] }),
      ...(blocks === undefined ? {} : { blocks }),
      ...(metadata.value === undefined ? {} : { metadata: metadata.value }),
    };
    const { message, root } = found.value;
    workspace.edit(message, workspace.directory.bot.userId, edit);
    return {
      ok: true,
      channel: args.channel,
      ts: args.ts,
      text: message.text,
      message: messageJson(workspace, message, root, 'with-metadata'),
    };
  },
);
