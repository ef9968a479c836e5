import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { decisionView } from '../../views/approval/decision-view.ts';
import type { Message } from '../../views/message.ts';
import { notOpened } from '../../views/modal/opening.ts';
import { decisionOffer } from '../../views/reply/decision.ts';
import { isOpen } from '../modal/is-open.ts';
import type { Said } from '../modal/said.ts';
import { sealedView } from '../modal/sealed-view.ts';
import type { DecisionRequest, ListenerParts } from '../parts.ts';

/**
 * Opens the form in which somebody decides on a run. Decides nothing. Answers what the person must be told instead;
 * undefined: it is open.
 */
export async function openDecision(
  parts: Pick<ListenerParts, 'slack' | 'seals' | 'redactor' | 'log'>,
  { actor, channel, trigger }: Said,
  { pending, verdict, reason }: DecisionRequest,
): Promise<Message | undefined> {
  const { number } = pending.run;
  if (trigger === undefined) return decisionOffer(pending.run, verdict);
  const metadata = {
    run: number,
    subject: pending.subject,
    verdict,
    ...(channel === undefined ? {} : { channel }),
  };
  const view = decisionView(pending, verdict, metadata, reason);
  const opened = await parts.slack.openView(
    trigger,
    sealedView(parts.seals, actor, redacted(parts.redactor, view)),
  );
  if (isOpen(opened)) return undefined;
  logFault(parts.log, chatFault('views.open', opened.fault), { number }, 'a decision could not be opened');
  return notOpened(opened.fault, `Say it again: \`/ops ${verdict} ${number}\`.`);
}
