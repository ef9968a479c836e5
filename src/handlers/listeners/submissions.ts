import type { App, SlackViewMiddlewareArgs, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { failureLog, logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { childLog } from '../../domain/ports/log.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { DECISION_CALLBACK } from '../../views/approval/decision-view.ts';
import { CHOICE_CALLBACK } from '../../views/modal/choice-view.ts';
import { FORM_CALLBACK } from '../../views/modal/form-view.ts';
import { SILENCE_CALLBACK } from '../../views/modal/silence-view.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { submitSilence } from '../alarms/submit-silence.ts';
import { submitDecision } from '../approval/submit-decision.ts';
import { type Announcement, type ModalAnswer, type Submission, say } from '../modal/answer.ts';
import { chooseOperation } from '../modal/choose-operation.ts';
import { refuseForged } from '../modal/refuse-forged.ts';
import { openedView, sealedView } from '../modal/sealed-view.ts';
import { formKey, submitForm } from '../modal/submit-form.ts';
import type { ListenerParts } from '../parts.ts';

type Answer = (parts: ListenerParts, submission: Submission) => Promise<ModalAnswer>;
type Handed = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** Hears modals that are handed in. Acknowledged once it is known what became of them, within the store's limit. */
export function hearSubmissions(app: App, parts: ListenerParts): void {
  const hear = (callback: string, answer: Answer): void => {
    app.view<ViewSubmitAction>({ callback_id: callback, type: 'view_submission' }, (handed) =>
      take(parts, handed, answer),
    );
  };
  hear(FORM_CALLBACK, submitForm);
  hear(CHOICE_CALLBACK, chooseOperation);
  hear(DECISION_CALLBACK, submitDecision);
  hear(SILENCE_CALLBACK, submitSilence);
}

async function take(parts: ListenerParts, { body, ack }: Handed, answer: Answer): Promise<void> {
  const team = body.user.team_id ?? body.team?.id ?? '';
  const actor = { kind: 'slack', team, user: body.user.id } as const;
  const log = childLog(parts.log, { correlation: formKey(team, body.view.id) });
  const answered = await answerOf(
    { ...parts, log },
    { actor, body, view: body.view, id: body.view.id },
    answer,
  );
  await ack(responseTo(parts, actor, answered));
  if (answered.kind !== 'close') return;
  const { whisper, announce } = answered;
  if (announce && (await isAnnounced({ ...parts, log }, announce))) return;
  // What can't be told to everybody is told to who did it, at least.
  const left = announce ?? whisper;
  if (!left) return;
  const { message, ...place } = left;
  const told = await parts.slack.whisper(place, actor.user, redacted(parts.redactor, message));
  if (told.ok) return;
  logFault(log, chatFault('chat.postEphemeral', told.fault), {}, 'an acceptance could not be told');
}

/** Tells everybody where a form was opened what came of it; whether that is certain. */
async function isAnnounced(
  { slack, redactor, log }: ListenerParts,
  { message, ...place }: Announcement,
): Promise<boolean> {
  const said = await slack.say(place, redacted(redactor, message));
  if (said.ok) return true;
  const fault = chatFault('chat.postMessage', said.fault);
  logFault(log, fault, { channel: place.channel }, 'what concerns everybody is told to one person only');
  return false;
}

/** What becomes of the modal. Never throws: what breaks is said and logged. */
async function answerOf(
  parts: ListenerParts,
  submission: Submission & { readonly id: string },
  answer: Answer,
): Promise<ModalAnswer> {
  try {
    const view = openedView(parts.seals, submission.actor, submission.view);
    return view
      ? await answer(parts, { ...submission, view })
      : say(await refuseForged(parts, submission, formKey(submission.actor.team, submission.id)));
  } catch (error) {
    failureLog(parts.log, parts.redactor)('a submission broke', error);
    return say(brokeBefore);
  }
}

function responseTo(
  { redactor, seals }: ListenerParts,
  actor: SlackActor,
  answer: ModalAnswer,
): ViewResponseAction {
  switch (answer.kind) {
    case 'close':
      return { response_action: 'clear' };
    case 'errors':
      return { response_action: 'errors', errors: redacted(redactor, { ...answer.errors }) };
    case 'view':
      return { response_action: 'update', view: sealedView(seals, actor, redacted(redactor, answer.view)) };
  }
}
