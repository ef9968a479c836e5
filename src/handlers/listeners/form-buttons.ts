import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { childLog } from '../../domain/ports/log.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { formOfWords } from '../modal/form-of-words.ts';
import { openForm } from '../modal/open-form.ts';
import { refusalOf } from '../modal/refusal-of.ts';
import type { Command, ListenerParts } from '../parts.ts';

/** Hears clicks on "Open the form": the button's words are filled in. Nothing is started by the click. */
export function hearFormButtons(app: App, parts: ListenerParts): void {
  app.action<BlockAction<ButtonAction>>(/^form\//, async ({ body, action, ack, respond }) => {
    await ack();
    const command = commandOf(body, action);
    if (!command) return;
    const log = childLog(parts.log, { correlation: command.dedupeKey });
    const trouble = await open({ ...parts, log }, command, body).catch((error: unknown) => {
      log.error({ error }, 'a form button broke');
      return brokeBefore;
    });
    if (!trouble) return;
    const { text, blocks } = redacted(parts.redactor, trouble);
    await respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
  });
}

/** Opens the form that the words mean, or answers what the person must be told instead. */
async function open(parts: ListenerParts, command: Command, body: unknown): Promise<Message | undefined> {
  const { actor, channel } = command;
  const refusal = await refusalOf(parts, { actor, channel, body });
  if (refusal) return refusal;
  const reply = formOfWords(parts, command);
  return reply.kind === 'form' ? openForm(parts, command, reply.form) : reply.message;
}

function commandOf(body: BlockAction, action: ButtonAction): Command | undefined {
  const channel = body.channel?.id;
  const thread: unknown = body.container['thread_ts'];
  if (channel === undefined || action.value === undefined) return undefined;
  const team = body.user.team_id ?? body.team?.id ?? '';
  return {
    actor: { kind: 'slack', team, user: body.user.id },
    channel,
    thread: typeof thread === 'string' ? thread : undefined,
    text: action.value,
    dedupeKey: `click/${team}/${body.trigger_id}`,
    trigger: body.trigger_id,
  };
}
