import type { App } from '@slack/bolt';
import { openForm } from '../modal/open-form.ts';
import { audienceOf, type Command, type ListenerParts, told } from '../parts.ts';
import { SLASH } from '../slash.ts';
import { converse, privately, untroubled } from './converse.ts';

/** Hears the slash command. What is answered is seen by the person alone, unless it concerns everybody. */
export function hearCommands(app: App, parts: ListenerParts): void {
  app.command(SLASH, async ({ body, ack, respond }) => {
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
  app.command(/.*/, async ({ ack, command }) => {
    if (command.command !== SLASH) await ack(`I answer \`${SLASH}\` only. Try \`${SLASH} help\`.`);
  });
}
