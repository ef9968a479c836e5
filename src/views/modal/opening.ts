import type { OperationSpec } from '../../domain/operation/operation.ts';
import type { SlackFault } from '../../domain/ports/chat.ts';
import { buttonRow } from '../button.ts';
import { code, inert, shortVisible } from '../inert.ts';
import { type Message, plainMessage, section } from '../message.ts';

/** A verb without its arguments, where no form can be opened by itself: a click opens it. */
export function formOffer(spec: Pick<OperationSpec, 'name' | 'example'>, words: string): Message {
  const text = `Say what to ${spec.name}, for example \`/ops ${spec.example}\`, or fill in the form.`;
  return {
    text,
    blocks: [
      section(text),
      ...buttonRow([{ label: 'Open the form', words, does: 'form', style: 'primary' }]),
    ],
  };
}

/** Slack's words for a trigger that is older than 3 s (Slack: views.open). */
const TOO_LATE: readonly string[] = ['expired_trigger_id', 'trigger_expired'];

/** The form couldn't be opened. `words` make the same without it. */
export function notOpened(fault: SlackFault, words: string): Message {
  const again = `Type it again: ${code(`/ops ${shortVisible(words, 1000)}`)}`;
  switch (fault.kind) {
    case 'refused':
      return TOO_LATE.includes(fault.error)
        ? plainMessage(
            `:hourglass: It took too long to open the form, and Slack lets me no more. Nothing was started. ${again}.`,
          )
        : plainMessage(
            `:warning: Slack won't open the form (${inert(fault.error)}). Nothing was started. ${again}, with its target.`,
          );
    case 'limited':
      return plainMessage(
        `:warning: Slack is busy and didn't open the form. Nothing was started. ${again} in a moment.`,
      );
    case 'unknown':
      return plainMessage(
        `:warning: Slack didn't say whether the form is open. If you don't see it, nothing was started. ${again}.`,
      );
  }
}
