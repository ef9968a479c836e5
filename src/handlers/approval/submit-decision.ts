import { requirementFor } from '../../domain/approval/approval-rule.ts';
import { type Pending, pendingOf } from '../../domain/approval/pending.ts';
import { DECISION_REASON_BLOCK } from '../../domain/forms/blocks.ts';
import { type DecisionMetadata, decisionMetadata } from '../../domain/forms/metadata.ts';
import { submittedView } from '../../domain/forms/submitted.ts';
import { placeOf } from '../../domain/guard/place.ts';
import { whomToTell } from '../../domain/review/whom-to-tell.ts';
import type { Message } from '../../views/message.ts';
import { strangeForm } from '../../views/modal/endings.ts';
import { decisionMessage, notWaiting } from '../../views/reply/decision.ts';
import { unknownRun } from '../../views/reply/refusal.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { admit } from '../entrance/admit.ts';
import { type ModalAnswer, type Submission, say, wrong } from '../modal/answer.ts';
import { formKey } from '../modal/submit-form.ts';
import type { ListenerParts } from '../parts.ts';
import { mayDecideNow } from './may-decide-now.ts';

/**
 * Takes a decision in, or says why not: who decides is checked again as of now, and so is what they were shown. The form's own
 * say of what it is about counts only as far as the ledger says the same.
 */
export async function submitDecision(parts: ListenerParts, submission: Submission): Promise<ModalAnswer> {
  const { actor, body } = submission;
  const view = submittedView(submission.view);
  const metadata = view && decisionMetadata(view.metadata);
  if (!view || !metadata) return say(strangeForm);
  const { channel } = metadata;
  const request = formKey(actor.team, view.id);
  const refuse = (why: string, said: Message): ModalAnswer => {
    const asked = { words: wordsOf(metadata) };
    noteRefusal(parts, { actor, channel, request, asked, why, said });
    return say(said);
  };
  const entrance = await admit(parts, { actor, channel, body });
  if (entrance.kind !== 'admitted') return refuse(entrance.why, entrance.message);
  const { run: number, subject, verdict } = metadata;
  const run = await parts.runs.byNumber(number);
  if (!run) return refuse('unknown-run', unknownRun(number));
  const pending = pendingOf(run, parts.sha256);
  if (!pending) return refuse('not-asked', notWaiting(number));
  const denied = await mayDecideNow(parts, actor, pending, verdict);
  if (denied) return refuse(denied.why, denied.message);
  const typed = view.answers.get(DECISION_REASON_BLOCK)?.[0]?.trim();
  // What is signed is what is kept, and nothing secret is.
  const reason = typed === undefined ? undefined : parts.redactor.text(typed);
  if (verdict === 'break-glass' && (reason === undefined || reason === ''))
    return wrong(DECISION_REASON_BLOCK, 'Say why it can’t wait.');
  const taken = await parts.signals.decide(
    number,
    {
      subject,
      verdict,
      ...(reason === undefined || reason === '' ? {} : { reason }),
      ...(verdict === 'break-glass'
        ? { tell: whomToTell(parts.access, fromHere(parts, pending), run.request, parts.incidents) }
        : {}),
    },
    actor,
    { request, ...(channel === undefined ? {} : { channel }) },
  );
  parts.log.info({ number, verdict, actor, taken: taken.kind }, 'decided');
  const message = decisionMessage(number, verdict, taken);
  if (taken.kind !== 'taken') return refuse(taken.kind, message);
  // The run's own message says it to everybody.
  return taken.lacks > 0 ? say(message) : { kind: 'close' };
}

/** Who could have approved it, by this bot's own policy: what the store says of that is nobody's word. */
const fromHere = ({ access, catalog }: ListenerParts, { run, approval }: Pending): readonly string[] =>
  requirementFor(access.approvals, approval.decided.change, placeOf(catalog, run.request.target))?.from ?? [];

const wordsOf = ({ verdict, run }: DecisionMetadata): string => `${verdict} ${run}`;
