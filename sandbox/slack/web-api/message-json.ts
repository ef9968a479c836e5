import type { Message, RootMessage } from '../workspace/message.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { filesJson } from './file-json.ts';

/** Whether metadata goes along: only with `include_all_metadata`, as in conversations.history. */
export type WithMetadata = 'with-metadata' | 'without-metadata';

/** A message as the Web API and interaction payloads show it. */
export const messageJson = (
  { directory }: Workspace,
  message: Message,
  root: RootMessage,
  metadata: WithMetadata,
): Record<string, unknown> => {
  const byBot = message.user === directory.bot.userId;
  const isRoot = message.ts === root.ts;
  const last = root.thread.at(-1);
  return structuredClone({
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(byBot ? { bot_id: directory.bot.botId, app_id: APP_ID } : {}),
    text: message.text,
    team: directory.team.id,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.files === undefined ? {} : filesJson(directory.team.name, message)),
    ...(message.reactions === undefined || message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(isRoot && last === undefined ? {} : { thread_ts: root.ts }),
    ...(isRoot && last !== undefined ? { reply_count: root.thread.length, latest_reply: last.ts } : {}),
    ...(metadata === 'with-metadata' && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  });
};

/** The app id the sandbox gives the bot's app. */
export const APP_ID = 'A0SANDBOX';
