import { z } from 'zod';
import { refuse } from '../answer.ts';
import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';

/**
 * https://docs.slack.dev/reference/methods/usergroups.users.list. A disabled group is `no_such_subteam` unless
 * disabled ones are asked for.
 */
export const usergroupsUsersList = defineMethod(
  'usergroups.users.list',
  { usergroup: z.string(), include_disabled: flag.optional() },
  ({ groups }, args) => {
    const group = groups.find(args.usergroup);
    if (group === undefined || (group.disabled === true && args.include_disabled !== true)) {
      return refuse('no_such_subteam');
    }
    return { ok: true, users: [...group.users] };
  },
);
