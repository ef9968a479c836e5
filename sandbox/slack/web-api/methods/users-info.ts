import { z } from 'zod';
import { refuse } from '../answer.ts';
import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';

/** https://docs.slack.dev/reference/methods/users.info */
export const usersInfo = defineMethod(
  'users.info',
  { user: z.string(), include_locale: flag.optional() },
  (workspace, args) => {
    const { bot, team } = workspace.directory;
    const user =
      args.user === bot.userId
        ? { id: bot.userId, name: bot.name, team: team.id }
        : workspace.user(args.user);
    if (user === undefined) return refuse('user_not_found');
    return {
      ok: true,
      user: {
        id: user.id,
        team_id: user.team ?? team.id,
        name: user.name,
        real_name: user.name,
        profile: { real_name: user.name, display_name: user.name },
        deleted: false,
        is_bot: user.id === bot.userId,
        is_stranger: user.team !== undefined && user.team !== team.id,
      },
    };
  },
);
