import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { formOf } from '../../domain/forms/form.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { goneOperation } from '../../views/modal/endings.ts';
import { formView } from '../../views/modal/form-view.ts';
import { formOffer, notOpened, typeAgain } from '../../views/modal/opening.ts';
import { openSilence } from '../alarms/open-silence.ts';
import { openDecision } from '../approval/open-decision.ts';
import type { AnyFormRequest, ListenerParts } from '../parts.ts';
import { chosenTarget } from './fill-in.ts';
import { isOpen } from './is-open.ts';
import type { Said } from './said.ts';
import { sealedView } from './sealed-view.ts';

/**
 * Opens an operation's form, or another, for whoever said the words; its run will be told where they were said, or where
 * the form asks. Call it within 3 s of the request, with nothing slow before it. Answers what the person must be told:
 * undefined, the form is open.
 */
export async function openForm(
  parts: Pick<ListenerParts, 'operations' | 'catalog' | 'slack' | 'seals' | 'redactor' | 'clock' | 'log'>,
  said: Said,
  request: AnyFormRequest,
): Promise<Message | undefined> {
  if ('verb' in request) return openSilence(parts, said, request);
  if ('pending' in request) return openDecision(parts, said, request);
  const { channel, thread, trigger, text } = said;
  const spec = parts.operations.find(({ name }) => name === request.operation);
  if (!spec) return goneOperation(request.operation);
  if (trigger === undefined) return formOffer(spec, text);
  const view = formView({
    form: formOf(spec),
    target: chosenTarget(parts.catalog, request.target),
    input: request.input ?? {},
    place: { channel, thread },
  });
  const opened = await parts.slack.openView(
    trigger,
    sealedView(parts.seals, said.actor, redacted(parts.redactor, view)),
  );
  if (isOpen(opened)) return undefined;
  const fault = chatFault('views.open', opened.fault);
  logFault(parts.log, fault, { operation: spec.name }, 'a form could not be opened');
  return notOpened(opened.fault, typeAgain(spec, text));
}
