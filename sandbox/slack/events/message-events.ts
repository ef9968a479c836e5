import type { SandboxChannel, SandboxUser } from '../options.ts';
import type { Message, RootMessage } from '../workspace/message.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { SlackEvent } from './event-body.ts';
import type { Subscription } from './subscriptions.ts';

/** What a person said, and where. */
export interface SaidHere {
  user: SandboxUser;
  channel: SandboxChannel;
  message: Message;
  root: RootMessage;
}

const common = ({ directory }: Workspace, { user, channel, message, root }: SaidHere) => {
  const team = user.team ?? directory.team.id;
  return {
    user: user.id,
    ts: message.ts,
    client_msg_id: `sandbox-${message.ts}`,
    text: message.text,
    team,
    channel: channel.id,
    event_ts: message.ts,
    ...(message === root ? {} : { thread_ts: root.ts, parent_user_id: root.user }),
    ...(user.kind === 'bot' ? { bot_id: `B${user.id.slice(1)}` } : {}),
    // In a channel shared by Slack Connect it is said whose person speaks.
    ...((channel.sharedWith ?? []).length > 0 ? { user_team: team, source_team: team } : {}),
  };
};

/** https://docs.slack.dev/reference/events/app_mention: somebody said the bot's name. */
export const appMention = (workspace: Workspace, said: SaidHere): SlackEvent => ({
  type: 'app_mention',
  ...common(workspace, said),
});

/** https://docs.slack.dev/reference/events/message.im and its like: somebody said something. */
export const messageSaid = (
  workspace: Workspace,
  said: SaidHere,
): { subscription: Subscription; event: SlackEvent } => {
  const { direct, kind } = said.channel;
  const [subscription, type]: [Subscription, string] =
    direct !== undefined
      ? ['message.im', 'im']
      : kind === 'private'
        ? ['message.groups', 'group']
        : ['message.channels', 'channel'];
  return { subscription, event: { type: 'message', ...common(workspace, said), channel_type: type } };
};

/** Whether a text says the bot's name, as Slack encodes it: `<@U…>` or `<@U…|name>`. */
export const mentions = (text: string, userId: string): boolean =>
  text.includes(`<@${userId}>`) || text.includes(`<@${userId}|`);
