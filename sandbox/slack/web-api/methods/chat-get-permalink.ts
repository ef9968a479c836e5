import { z } from 'zod';
import { refuse } from '../answer.ts';
import { defineMethod } from '../method.ts';

/** https://docs.slack.dev/reference/methods/chat.getPermalink. Of a reply it leads into the thread. */
export const chatGetPermalink = defineMethod(
  'chat.getPermalink',
  { channel: z.string(), message_ts: z.string() },
  (workspace, args) => {
    const channel = workspace.channel(args.channel);
    if (channel === undefined || (channel.kind === 'private' && !channel.botIsMember)) {
      return refuse('channel_not_found');
    }
    const found = workspace.find(args.channel, args.message_ts);
    if (found === undefined) return refuse('message_not_found');
    const { message, root } = found;
    const link = new URL(`https://${workspace.directory.team.name}.slack.com/archives/${channel.id}/`);
    link.pathname += `p${message.ts.replace('.', '')}`;
    if (message !== root) {
      link.searchParams.set('thread_ts', root.ts);
      link.searchParams.set('cid', channel.id);
    }
    return { ok: true, channel: channel.id, permalink: link.href };
  },
);
