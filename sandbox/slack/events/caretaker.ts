import type { SandboxChannel } from '../options.ts';
import { userGroupJson } from '../web-api/user-group-json.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Outbox } from './outbox.ts';

/** Changes of channels and groups. Who subscribed is told of each; none waits for that. */
export interface Caretaker {
  /** The bot is invited to a channel; or removed from it. */
  invite(channel: string): void;
  remove(channel: string): void;
  /** A person joins a channel, or leaves it. */
  join(user: string, channel: string): void;
  leave(user: string, channel: string): void;
  rename(channel: string, name: string): void;
  archive(channel: string): void;
  /** Gives a user group these members, and no others. */
  setGroup(group: string, users: readonly string[]): void;
}

/** Keeps house in this workspace. */
export const caretaker = (workspace: Workspace, { emit }: Outbox, newTs: () => string): Caretaker => {
  const { team, bot } = workspace.directory;
  const known = (id: string): SandboxChannel => workspace.alter(id, {});
  const membership = (
    type: 'member_joined_channel' | 'member_left_channel',
    user: string,
    channel: SandboxChannel,
  ) =>
    void emit(
      type,
      {
        type,
        user,
        channel: channel.id,
        channel_type: channel.kind === 'private' ? 'G' : 'C',
        team: workspace.user(user)?.team ?? team.id,
        event_ts: newTs(),
      },
      channel,
    );
  return {
    invite: (id) =>
      membership('member_joined_channel', bot.userId, workspace.alter(id, { botIsMember: true })),
    remove: (id) => {
      const channel = workspace.alter(id, { botIsMember: false });
      const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
      void emit(type, { type, channel: id, event_ts: newTs() }, channel);
    },
    join: (user, id) => {
      const members = new Set([...workspace.members(known(id)), user]);
      const channel = workspace.alter(id, { members: [...members] });
      if (channel.botIsMember) membership('member_joined_channel', user, channel);
    },
    leave: (user, id) => {
      const members = workspace.members(known(id)).filter((one) => one !== user);
      const channel = workspace.alter(id, { members });
      if (channel.botIsMember) membership('member_left_channel', user, channel);
    },
    rename: (id, name) => {
      const channel = workspace.alter(id, { name });
      const created = 0;
      void emit(
        'channel_rename',
        { type: 'channel_rename', channel: { id, name, created }, event_ts: newTs() },
        channel,
      );
    },
    archive: (id) => {
      const channel = workspace.alter(id, { archived: true });
      const user = workspace.members(channel)[0] ?? bot.userId;
      void emit(
        'channel_archive',
        { type: 'channel_archive', channel: id, user, event_ts: newTs() },
        channel,
      );
    },
    setGroup: (id, users) => {
      const { group, added, removed, previousS } = workspace.groups.setMembers(id, users);
      if (added.length + removed.length === 0) return;
      void emit('subteam_members_changed', {
        type: 'subteam_members_changed',
        subteam_id: id,
        team_id: team.id,
        date_previous_update: previousS,
        date_update: group.updatedS,
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
        event_ts: newTs(),
      });
      void emit('subteam_updated', {
        type: 'subteam_updated',
        subteam: userGroupJson(workspace, group),
        event_ts: newTs(),
      });
    },
  };
};
