import { z } from 'zod';
import type { SandboxUser } from '../../options.ts';
import { refuse } from '../answer.ts';
import { flag, wholeNumber } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { userJson } from '../user-json.ts';

const CURSOR = /^user:([A-Z0-9]+)$/;

/** https://docs.slack.dev/reference/methods/users.list: everybody, page by page, those who are gone too. */
export const usersList = defineMethod(
  'users.list',
  {
    limit: wholeNumber.min(1).max(999).default(999),
    cursor: z.string().optional(),
    include_locale: flag.optional(),
  },
  (workspace, { limit, cursor = '' }, { now }) => {
    const { bot, users } = workspace.directory;
    const robot: SandboxUser = { id: bot.userId, name: bot.name, kind: 'bot' };
    const everyone = [...users, robot];
    const first = CURSOR.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
    const from = cursor === '' ? 0 : everyone.findIndex(({ id }) => id === first);
    if (from < 0) return refuse('invalid_cursor');
    const next = everyone[from + limit]?.id;
    return {
      ok: true,
      members: everyone.slice(from, from + limit).map((user) => userJson(workspace, user, now())),
      cache_ts: Math.floor(now() / 1000),
      response_metadata: {
        next_cursor: next === undefined ? '' : Buffer.from(`user:${next}`).toString('base64'),
      },
    };
  },
);
