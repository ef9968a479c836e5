import type { OperationSpec } from '../../domain/operation/operation.ts';
import type { SlackFault } from '../../domain/ports/chat.ts';
import { buttonRow } from '../button.ts';
import { code, inert, shortVisible } from '../inert.ts';
import { type Message, plainMessage, section } from '../message.ts';
import type { VerbHelp } from '../reply/help.ts';

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

/** A silence without its end and its reason, where no form can be opened by itself: a click opens it. */
export function silenceOffer({ example }: Pick<VerbHelp, 'example'>, words: string): Message {
  const text = `Say what to silence, until when and why, for example ${code(`/ops ${example}`)}, or fill in the form.`;
  return {
    text,
    blocks: [section(text), ...buttonRow([{ label: 'Open the form', words, style: 'primary' }])],
  };
}

/** Slack's words for a trigger that is older than 3 s (Slack: views.open). */
const TOO_LATE: readonly string[] = ['expired_trigger_id', 'trigger_expired'];

/** What to do where a command opened no form: say the same anew, or words that need no form. */
export const typeAgain = (spec: Pick<OperationSpec, 'example'>, words: string): string =>
  `Type it again: ${code(`/ops ${shortVisible(words, 1000)}`)}, or without a form: ${code(`/ops ${spec.example}`)}.`;

/** What to do where a shortcut opened none. */
export const CHOOSE_AGAIN = 'Choose the shortcut again, or type `/ops help`.';

/** The form couldn't be opened. `again` says in a sentence what to do. */
export function notOpened(fault: SlackFault, again: string): Message {
  switch (fault.kind) {
    case 'refused':
      return TOO_LATE.includes(fault.error)
        ? plainMessage(
            `:hourglass: It took too long to open the form: Slack allows 3 seconds. Nothing was started. ${again}`,
          )
        : plainMessage(
            `:warning: Slack won't open the form (${inert(fault.error)}). Nothing was started. ${again}`,
          );
    case 'limited':
      return plainMessage(
        `:warning: Slack is busy and didn't open the form. Nothing was started. Wait a moment. ${again}`,
      );
    case 'unknown':
      return plainMessage(
        `:warning: Slack didn't say whether the form is open. If you don't see it, nothing was started. ${again}`,
      );
  }
}
