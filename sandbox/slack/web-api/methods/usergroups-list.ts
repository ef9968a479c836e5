import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { userGroupJson } from '../user-group-json.ts';

/** https://docs.slack.dev/reference/methods/usergroups.list. Disabled groups only when asked for. */
export const usergroupsList = defineMethod(
  'usergroups.list',
  { include_disabled: flag.optional(), include_count: flag.optional(), include_users: flag.optional() },
  (workspace, args) => ({
    ok: true,
    usergroups: workspace.groups
      .all()
      .filter(({ disabled }) => args.include_disabled === true || disabled !== true)
      .map((group) => {
        const { users, user_count, ...rest } = userGroupJson(workspace, group);
        return {
          ...rest,
          ...(args.include_users === true ? { users } : {}),
          ...(args.include_count === true ? { user_count } : {}),
        };
      }),
  }),
);
