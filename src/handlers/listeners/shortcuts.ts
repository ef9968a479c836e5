import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { openChoice } from '../modal/open-choice.ts';
import { subjectOf } from '../modal/subject-of-message.ts';
import type { ListenerParts } from '../parts.ts';

/** "Run an operation", from anywhere (Slack: app manifest, features.shortcuts, callback_id). */
export const RUN_SHORTCUT = 'ops_run';
/** "Act on this", on a message. */
export const MESSAGE_SHORTCUT = 'ops_on_message';

const actorOf = ({ user, team }: GlobalShortcut | MessageShortcut) =>
  ({ kind: 'slack', team: user.team_id ?? team?.id ?? '', user: user.id }) as const;

/** Hears the two shortcuts: both open the choice of an operation, that of a message with what the message is about. */
export function hearShortcuts(app: App, parts: ListenerParts): void {
  /** Never throws: what breaks is logged, and answered where there is a place for an answer. */
  const attempt = (open: () => Promise<Message | undefined>) =>
    open().catch((error: unknown) => {
      failureLog(parts.log, parts.redactor)('a shortcut broke', error);
      return brokeBefore;
    });

  app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: RUN_SHORTCUT }, async ({ body, ack }) => {
    await ack();
    // Slack gives no place where an answer could be shown, other than the modal.
    await attempt(() => openChoice(parts, { actor: actorOf(body), body }, body.trigger_id, async () => ({})));
  });

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: MESSAGE_SHORTCUT },
    async ({ body, ack, respond }) => {
      await ack();
      const channel = body.channel.id;
      const thread: unknown = body.message['thread_ts'];
      const asking = { actor: actorOf(body), channel, body };
      const subject = {
        channel,
        ts: body.message.ts,
        thread: typeof thread === 'string' ? thread : undefined,
        message: body.message,
      };
      const trouble = await attempt(() =>
        openChoice(parts, asking, body.trigger_id, () => subjectOf(parts, subject)),
      );
      if (!trouble) return;
      const { text, blocks } = redacted(parts.redactor, trouble);
      await respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
    },
  );
}
