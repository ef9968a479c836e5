import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import type { ChoiceMetadata } from '../../domain/forms/metadata.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { answerView } from '../../views/modal/answer-view.ts';
import { choiceView } from '../../views/modal/choice-view.ts';
import { noOperations } from '../../views/modal/endings.ts';
import { notOpened } from '../../views/modal/opening.ts';
import type { Asking } from '../entrance/admit.ts';
import type { ListenerParts } from '../parts.ts';
import { isOpen } from './is-open.ts';
import { refusalOf } from './refusal-of.ts';

/** What a shortcut is about. */
export interface Choosing extends ChoiceMetadata {
  /** The operation that is meant, perhaps. */
  readonly likely?: string | undefined;
}

/**
 * Opens the modal in which an operation is chosen; for somebody who may not start any, one that says why. Answers what
 * the person must be told where none could be opened.
 */
export async function openChoice(
  parts: ListenerParts,
  asking: Asking,
  trigger: string,
  { likely, ...metadata }: Choosing,
): Promise<Message | undefined> {
  const refusal =
    (await refusalOf(parts, asking)) ?? (parts.operations.length === 0 ? noOperations : undefined);
  const view = refusal ? answerView(refusal) : choiceView(parts.operations, metadata, likely);
  const opened = await parts.slack.openView(trigger, redacted(parts.redactor, view));
  if (isOpen(opened)) return undefined;
  const fault = chatFault('views.open', opened.fault);
  logFault(parts.log, fault, { actor: asking.actor }, 'a shortcut could not be answered');
  return refusal ?? notOpened(opened.fault, 'help');
}
