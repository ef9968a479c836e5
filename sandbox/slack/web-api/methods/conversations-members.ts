import { z } from 'zod';
import { refuse } from '../answer.ts';
import { wholeNumber } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { visibleChannel } from '../target.ts';

const CURSOR = /^user:([A-Z0-9]+)$/;

/** https://docs.slack.dev/reference/methods/conversations.members: user ids, page by page; the bot is one of them. */
export const conversationsMembers = defineMethod(
  'conversations.members',
  { channel: z.string(), limit: wholeNumber.min(1).max(999).default(100), cursor: z.string().optional() },
  (workspace, args) => {
    const channel = visibleChannel(workspace, args.channel);
    if (!channel.ok) return channel.refusal;
    const { botIsMember } = channel.value;
    const bot = botIsMember ? [workspace.directory.bot.userId] : [];
    const everyone = [...workspace.members(channel.value), ...bot];
    const first = CURSOR.exec(Buffer.from(args.cursor ?? '', 'base64').toString('utf8'))?.[1];
    const from = args.cursor === undefined || args.cursor === '' ? 0 : everyone.indexOf(first ?? '');
    if (from < 0) return refuse('invalid_cursor');
    const next = everyone[from + args.limit];
    return {
      ok: true,
      members: everyone.slice(from, from + args.limit),
      response_metadata: {
        next_cursor: next === undefined ? '' : Buffer.from(`user:${next}`).toString('base64'),
      },
    };
  },
);
