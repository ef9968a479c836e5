import { z } from 'zod';
import { refuse } from '../answer.ts';
import { defineMethod } from '../method.ts';

/** https://docs.slack.dev/reference/methods/conversations.open, with one person. */
export const conversationsOpen = defineMethod(
  'conversations.open',
  { users: z.string().regex(/^[UW][A-Z0-9]+$/, 'the sandbox opens direct messages with one person only') },
  (workspace, args) => {
    const user = workspace.user(args.users);
    if (user === undefined) return refuse('user_not_found');
    return { ok: true, channel: { id: workspace.directWith(user).id } };
  },
);
