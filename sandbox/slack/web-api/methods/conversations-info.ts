import { z } from 'zod';
import { refuse } from '../answer.ts';
import { flag } from '../arguments.ts';
import { defineMethod } from '../method.ts';

/** https://docs.slack.dev/reference/methods/conversations.info. Answers for public channels it isn't in, too. */
export const conversationsInfo = defineMethod(
  'conversations.info',
  { channel: z.string(), include_num_members: flag.optional(), include_locale: flag.optional() },
  (workspace, args) => {
    const channel = workspace.channel(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    return {
      ok: true,
      channel: {
        id: channel.id,
        name: channel.name,
        name_normalized: channel.name,
        is_channel: true,
        is_group: false,
        is_im: false,
        is_mpim: false,
        is_private: false,
        is_archived: false,
        is_member: channel.botIsMember,
        context_team_id: workspace.directory.team.id,
        ...(args.include_num_members === true
          ? { num_members: workspace.directory.users.length + (channel.botIsMember ? 1 : 0) }
          : {}),
      },
    };
  },
);
