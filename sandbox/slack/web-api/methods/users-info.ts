import { z } from 'zod';
import type { SandboxUser } from '../../options.ts';
import { refuse } from '../answer.ts';
import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { userJson } from '../user-json.ts';

/** https://docs.slack.dev/reference/methods/users.info */
export const usersInfo = defineMethod(
  'users.info',
  { user: z.string(), include_locale: flag.optional() },
  (workspace, args, { now }) => {
    const { bot } = workspace.directory;
    const user: SandboxUser | undefined =
      args.user === bot.userId ? { id: bot.userId, name: bot.name, kind: 'bot' } : workspace.user(args.user);
    if (user === undefined) return refuse('user_not_found');
    return { ok: true, user: userJson(workspace, user, now()) };
  },
);
