import type { UserGroup } from '../workspace/user-groups.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A user group as the Web API and events show it. https://docs.slack.dev/reference/objects/usergroup-object */
export const userGroupJson = ({ directory }: Workspace, group: UserGroup) => ({
  id: group.id,
  team_id: directory.team.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  description: '',
  handle: group.handle,
  is_external: false,
  date_create: group.createdS,
  date_update: group.updatedS,
  date_delete: group.disabled === true ? group.updatedS : 0,
  auto_type: null,
  auto_provision: false,
  enterprise_subteam_id: '',
  created_by: 'USLACKBOT',
  updated_by: 'USLACKBOT',
  deleted_by: null,
  prefs: { channels: [], groups: [] },
  users: [...group.users],
  user_count: group.users.length,
});
