import type { ModalView } from '@slack/types';
import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import type { ChoiceMetadata } from '../../domain/forms/metadata.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { answerView } from '../../views/modal/answer-view.ts';
import { choiceView } from '../../views/modal/choice-view.ts';
import { noOperations } from '../../views/modal/endings.ts';
import { CHOOSE_AGAIN, notOpened } from '../../views/modal/opening.ts';
import type { Asking } from '../entrance/admit.ts';
import { standingNow, startable } from '../guard/ask-guard.ts';
import type { ListenerParts } from '../parts.ts';
import { isOpen } from './is-open.ts';
import { refusalOf } from './refusal-of.ts';
import { sealedView } from './sealed-view.ts';

/** What a shortcut is about. */
export interface Choosing extends ChoiceMetadata {
  /** The operation that is meant, perhaps. */
  readonly likely?: string | undefined;
}

/**
 * Opens the modal in which an operation is chosen, of those that the person may start somewhere; for somebody who may not start any, one that says why. What it is
 * about is asked for only once they are let in. Answers what the person must be told where none could be opened.
 */
export async function openChoice(
  parts: ListenerParts,
  asking: Asking,
  trigger: string,
  about: () => Promise<Choosing>,
): Promise<Message | undefined> {
  const refusal =
    (await refusalOf(parts, asking)) ?? (parts.operations.length === 0 ? noOperations : undefined);
  const { operations } = startable(parts, await standingNow(parts, asking.actor));
  const view = refusal ? answerView(refusal) : choiceFor(operations, await about());
  const opened = await parts.slack.openView(
    trigger,
    sealedView(parts.seals, asking.actor, redacted(parts.redactor, view)),
  );
  if (isOpen(opened)) return undefined;
  const fault = chatFault('views.open', opened.fault);
  logFault(parts.log, fault, { actor: asking.actor }, 'a shortcut could not be answered');
  return refusal ?? notOpened(opened.fault, CHOOSE_AGAIN);
}

const choiceFor = (operations: readonly OperationSpec[], { likely, ...metadata }: Choosing): ModalView =>
  choiceView(operations, metadata, likely);
