import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { answerView } from '../../views/modal/answer-view.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { formOfWords } from '../modal/form-of-words.ts';
import { openForm } from '../modal/open-form.ts';
import { refusalOf } from '../modal/refusal-of.ts';
import type { Said } from '../modal/said.ts';
import type { ListenerParts } from '../parts.ts';

/**
 * Hears clicks on buttons that open a form (views/button.ts, `form`), in a message or on the App Home: the button's
 * words are filled in. Nothing is started by the click. What stands in the way is said where the button is.
 */
export function hearFormButtons(app: App, parts: ListenerParts): void {
  app.action<BlockAction<ButtonAction>>(/^form\//, async ({ body, action, ack, respond }) => {
    await ack();
    const said = saidBy(body, action);
    const trouble = await open(parts, said, body).catch((error: unknown) => {
      failureLog(parts.log, parts.redactor)('a form button broke', error);
      return brokeBefore;
    });
    if (!trouble) return;
    const { text, blocks } = redacted(parts.redactor, trouble);
    // The App Home has no channel to answer in: a modal is the only place, if Slack still opens one.
    if (said.channel === undefined) await parts.slack.openView(body.trigger_id, answerView({ text, blocks }));
    else await respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
  });
}

/** Opens the form that the words mean, or answers what the person must be told instead. */
async function open(parts: ListenerParts, said: Said, body: unknown): Promise<Message | undefined> {
  const { actor, channel } = said;
  const refusal = await refusalOf(parts, { actor, channel, body });
  if (refusal) return refusal;
  const reply = await formOfWords(parts, said);
  return reply.kind === 'form' ? openForm(parts, said, reply.form) : reply.message;
}

function saidBy(body: BlockAction, action: ButtonAction): Said {
  const thread: unknown = body.container['thread_ts'];
  return {
    actor: { kind: 'slack', team: body.user.team_id ?? body.team?.id ?? '', user: body.user.id },
    channel: body.channel?.id,
    thread: typeof thread === 'string' ? thread : undefined,
    text: action.value ?? '',
    trigger: body.trigger_id,
  };
}
