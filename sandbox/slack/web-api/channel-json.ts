import type { SandboxChannel } from '../options.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A channel as the Web API shows it. https://docs.slack.dev/reference/objects/conversation-object */
export const channelJson = ({ directory }: Workspace, channel: SandboxChannel) => {
  const sharedWith = channel.sharedWith ?? [];
  if (channel.direct !== undefined) {
    return { id: channel.id, is_im: true, is_org_shared: false, user: channel.direct, is_archived: false };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind !== 'private',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.archived === true,
    is_general: false,
    is_member: channel.botIsMember,
    is_shared: sharedWith.length > 0,
    is_org_shared: false,
    is_ext_shared: sharedWith.length > 0,
    is_pending_ext_shared: false,
    shared_team_ids: [directory.team.id, ...sharedWith],
    context_team_id: directory.team.id,
    ...(sharedWith.length > 0 ? { connected_team_ids: [...sharedWith] } : {}),
  };
};
