import type { SandboxChannel } from '../options.ts';
import type { RootMessage } from '../workspace/message.ts';
import type { Found, Workspace } from '../workspace/workspace.ts';
import { refuse } from './answer.ts';
import type { Checked } from './content.ts';

const no = (error: string) => ({ ok: false, refusal: refuse(error) }) as const;

/** The channel with this id if the bot may know of it: what is private and not its own is `channel_not_found`. */
export const visibleChannel = (workspace: Workspace, id: string): Checked<SandboxChannel> => {
  const channel = workspace.channel(id);
  const hidden = channel === undefined || (channel.kind === 'private' && !channel.botIsMember);
  return hidden ? no('channel_not_found') : { ok: true, value: channel };
};

/** The channel with this id if the bot is in it: else `channel_not_found` or `not_in_channel`. */
export const joinedChannel = (workspace: Workspace, id: string): Checked<SandboxChannel> => {
  const channel = visibleChannel(workspace, id);
  return !channel.ok || channel.value.botIsMember ? channel : no('not_in_channel');
};

/** The same if it isn't archived either; each method has its own word for that. */
export const postableChannel = (
  workspace: Workspace,
  id: string,
  whenArchived: 'is_archived' | 'is_inactive',
): Checked<SandboxChannel> => {
  const channel = joinedChannel(workspace, id);
  return channel.ok && channel.value.archived === true ? no(whenArchived) : channel;
};

/**
 * The root a reply goes under; undefined when no thread is named. Slack's documentation says to give the
 * root's ts and not a reply's, so the sandbox refuses a reply's ts like one that isn't there.
 */
export const threadRoot = (
  workspace: Workspace,
  channel: string,
  threadTs: string | undefined,
): Checked<RootMessage | undefined> => {
  if (threadTs === undefined) return { ok: true, value: undefined };
  const found = workspace.find(channel, threadTs);
  return found?.root.ts === threadTs ? { ok: true, value: found.root } : no('thread_not_found');
};

/** The bot's own message at this ts: else `message_not_found` or `cant_update_message`. */
export const ownMessage = (workspace: Workspace, channel: string, ts: string): Checked<Found> => {
  const found = workspace.find(channel, ts);
  if (found === undefined) return no('message_not_found');
  return found.message.user === workspace.directory.bot.userId
    ? { ok: true, value: found }
    : no('cant_update_message');
};
