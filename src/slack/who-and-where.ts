import type { ConversationsInfoResponse, UsersInfoResponse } from '@slack/web-api';
import type { Conversation, Person } from '../domain/ports/directory.ts';

type SlackUser = Pick<
  NonNullable<UsersInfoResponse['user']>,
  | 'id'
  | 'deleted'
  | 'is_bot'
  | 'is_connector_bot'
  | 'is_workflow_bot'
  | 'is_restricted'
  | 'is_stranger'
  | 'is_ultra_restricted'
  | 'enterprise_user'
  | 'team_id'
  | 'tz'
>;

/** Somebody of whom Slack knows nothing, or shows nothing to this app. */
export const nobodyOfOurs: Person = { kind: 'stranger', team: '' };

/**
 * A person by Slack's user object (docs, reference/objects/user-object). In an Enterprise Grid the workspaces that
 * somebody belongs to stand apart; a member of the served one counts as such.
 */
export function personOf(user: SlackUser, servedTeam: string): Person {
  const team = user.enterprise_user?.teams?.includes(servedTeam) ? servedTeam : (user.team_id ?? '');
  return { kind: kindOf(user), team, ...(user.tz === undefined ? {} : { zone: user.tz }) };
}

/** Slack's own bot looks like a person but for its id (docs, user-object). */
const SLACKBOT = 'USLACKBOT';

function kindOf(user: SlackUser): Person['kind'] {
  if (user.deleted) return 'gone';
  if (user.is_bot || user.is_workflow_bot || user.is_connector_bot || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger) return 'stranger';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

/**
 * A conversation by Slack's object (docs, reference/objects/conversation-object). Direct messages that can be looked up
 * are the bot's own, and so are those of a group. A channel that is shared within one organisation only isn't shared.
 */
export function conversationOf(channel: NonNullable<ConversationsInfoResponse['channel']>): Conversation {
  const { is_im: isDirect = false, is_mpim: isGroup = false } = channel;
  return {
    kind: isDirect ? 'direct' : 'channel',
    botIsMember: isDirect || (channel.is_member ?? isGroup),
    isShared: isShared(channel),
    isArchived: channel.is_archived ?? false,
    ...(channel.name === undefined ? {} : { name: channel.name }),
  };
}

function isShared(channel: NonNullable<ConversationsInfoResponse['channel']>): boolean {
  const invited = [...(channel.pending_shared ?? []), ...(channel.pending_connected_team_ids ?? [])];
  return (
    channel.is_ext_shared === true ||
    channel.is_pending_ext_shared === true ||
    invited.length > 0 ||
    (channel.is_shared === true && channel.is_org_shared !== true)
  );
}

/**
 * A conversation that the bot can't see: a private channel, or direct messages of others (docs, conversations.info:
 * `channel_not_found`). Slack: ids of direct messages start with D.
 */
export const unseen = (channel: string): Conversation => ({
  kind: channel.startsWith('D') ? 'direct' : 'channel',
  botIsMember: false,
  isShared: false,
  isArchived: false,
});
