import type { App } from '@slack/bolt';
import { openForm } from '../modal/open-form.ts';
import { audienceOf, type Command, type ListenerParts, told } from '../parts.ts';
import { SLASH } from '../slash.ts';
import { converse, privately, untroubled } from './converse.ts';

/**
 * Hears the slash command. What is answered is seen by the person alone, unless it concerns everybody. It is a middleware,
 * because Bolt hands what comes to every listener there is, each with copies of its own, before any of them goes on: a
 * quarter of all that a command left to the garbage collector.
 */
export function hearCommands(app: App, parts: ListenerParts): void {
  app.use(async (args) => {
    if (!('command' in args)) return args.next();
    const { body, ack, respond } = args;
    if (body.command !== SLASH) return ack(`I answer \`${SLASH}\` only. Try \`${SLASH} help\`.`);
    const command: Command = {
      actor: { kind: 'slack', team: body.team_id, user: body.user_id },
      channel: body.channel_id,
      text: body.text,
      dedupeKey: `command/${body.team_id}/${body.trigger_id}`,
      trigger: body.trigger_id,
      tell: (message) =>
        untroubled(parts, () =>
          respond({ response_type: 'ephemeral', ...privately(parts, message, undefined) }),
        ),
    };
    const reply = await converse(parts, command, body);
    switch (reply.kind) {
      case 'now':
        await ack({
          response_type: audienceOf(reply) === 'channel' ? 'in_channel' : 'ephemeral',
          ...privately(parts, reply.message, reply.share),
        });
        return;
      case 'soon':
        try {
          await ack();
          await respond({
            response_type: 'ephemeral',
            ...privately(parts, await reply.message, reply.share),
          });
        } finally {
          told(reply);
        }
        return;
      case 'form': {
        const unopened = await openForm(parts, command, reply.form);
        if (!unopened) return ack();
        await ack({ response_type: 'ephemeral', ...privately(parts, unopened, undefined) });
      }
    }
  });
}
