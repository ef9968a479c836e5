import type { App } from '@slack/bolt';
import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import type { SlackFault } from '../../domain/ports/chat.ts';
import { audienceOf, type Command, type ListenerParts, told } from '../parts.ts';
import { converse, privately } from './converse.ts';

/** A mention of somebody, and what follows it (Slack: formatting text). */
const MENTION = /<@([A-Z0-9]+)(?:\|[^>]*)?>[\s:,]*/g;

/** What is said to the bot: all that follows its first mention; of anybody's, where Slack doesn't say who the bot is. */
function saidTo(bot: string | undefined, text: string): string {
  const mention = [...text.matchAll(MENTION)].find(([, user]) => bot === undefined || user === bot);
  return mention ? text.slice(mention.index + mention[0].length) : '';
}

/**
 * Hears what is said to the bot by name, in a channel or in a thread: the same words as after the slash command, the
 * same answers, seen by the person alone unless they concern everybody. In the thread of a run no number is needed.
 */
export function hearMentions(app: App, parts: ListenerParts): void {
  app.event('app_mention', async ({ event, body }) => {
    const { user, channel, ts, thread_ts: thread } = event;
    // What a bot says, and what somebody said again by editing it, is no request.
    if (user === undefined || event.bot_id !== undefined || event.edited !== undefined) return;
    const command: Command = {
      actor: { kind: 'slack', team: event.user_team ?? event.team ?? body.team_id, user },
      channel,
      thread,
      text: saidTo(body.authorizations?.find((one) => one.is_bot)?.user_id, event.text),
      // The message, not the event: Slack may send a message's event twice under two ids.
      dedupeKey: `mention/${body.team_id}/${channel}/${ts}`,
      tell: async (message) => {
        const whispered = await parts.slack.whisper(
          { channel, thread },
          user,
          privately(parts, message, undefined),
        );
        if (!whispered.ok) unheard(parts, whispered.fault, channel);
      },
    };
    const reply = await converse(parts, command, body);
    const message = reply.kind === 'form' ? reply.instead : await reply.message;
    const share = reply.kind === 'form' ? undefined : reply.share;
    const place = { channel, thread };
    const answer = privately(parts, message, share);
    if (audienceOf(reply) === 'channel') {
      const said = await parts.slack.say(place, answer);
      if (said.ok) return;
      logFault(
        parts.log,
        chatFault('chat.postMessage', said.fault),
        { channel },
        'what concerns everybody is told to one person only',
      );
    }
    const whispered = await parts.slack.whisper(place, user, answer);
    told(reply);
    if (!whispered.ok) unheard(parts, whispered.fault, channel);
  });
}

function unheard({ log }: ListenerParts, fault: SlackFault, channel: string): void {
  logFault(log, chatFault('chat.postEphemeral', fault), { channel }, 'a mention could not be answered');
}
