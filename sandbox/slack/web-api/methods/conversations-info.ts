import { z } from 'zod';
import { flag } from '../arguments.ts';
import { channelJson } from '../channel-json.ts';
import { defineMethod } from '../method.ts';
import { visibleChannel } from '../target.ts';

/** https://docs.slack.dev/reference/methods/conversations.info. Answers for public channels it isn't in, too. */
export const conversationsInfo = defineMethod(
  'conversations.info',
  { channel: z.string(), include_num_members: flag.optional(), include_locale: flag.optional() },
  (workspace, args) => {
    const found = visibleChannel(workspace, args.channel);
    if (!found.ok) return found.refusal;
    const channel = found.value;
    return {
      ok: true,
      channel: {
        ...channelJson(workspace, channel),
        ...(args.include_num_members === true
          ? { num_members: workspace.members(channel).length + (channel.botIsMember ? 1 : 0) }
          : {}),
      },
    };
  },
);
