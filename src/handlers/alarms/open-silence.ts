import { silenceChoices } from '../../domain/alarm/silence-choices.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Message } from '../../views/message.ts';
import { notOpened, silenceOffer, typeAgain } from '../../views/modal/opening.ts';
import { silenceView } from '../../views/modal/silence-view.ts';
import { sayItInAChannel } from '../../views/reply/entrance.ts';
import { isOpen } from '../modal/is-open.ts';
import type { Said } from '../modal/said.ts';
import { sealedView } from '../modal/sealed-view.ts';
import type { ListenerParts, SilenceRequest } from '../parts.ts';
import { SILENCE } from './silence.ts';
import { silenceWords } from './silence-form.ts';

/**
 * Opens the form of a silence, for somebody who was let in. Silences nothing. Answers what the person must be told instead;
 * undefined: it is open.
 */
export async function openSilence(
  parts: Pick<ListenerParts, 'slack' | 'seals' | 'redactor' | 'clock' | 'log'>,
  { actor, channel, thread, trigger, text }: Said,
  { target, zone }: SilenceRequest,
): Promise<Message | undefined> {
  if (channel === undefined) return sayItInAChannel;
  if (trigger === undefined) return silenceOffer(SILENCE, silenceWords(target));
  const openedAt = parts.clock.now();
  const view = silenceView({
    choices: silenceChoices(openedAt, zone),
    fields: {},
    target,
    metadata: { verb: 'silence', openedAt, channel, ...(thread === undefined ? {} : { thread }) },
  });
  const opened = await parts.slack.openView(
    trigger,
    sealedView(parts.seals, actor, redacted(parts.redactor, view)),
  );
  if (isOpen(opened)) return undefined;
  logFault(parts.log, chatFault('views.open', opened.fault), {}, "a silence's form could not be opened");
  return notOpened(opened.fault, typeAgain(SILENCE, text));
}
