import { silenceChoices } from '../../domain/alarm/silence-choices.ts';
import { silenceEnd } from '../../domain/alarm/silence-end.ts';
import { readSilenceForm, silenceFields } from '../../domain/alarm/silence-form.ts';
import { hours } from '../../domain/clock.ts';
import { TARGET_BLOCK } from '../../domain/forms/blocks.ts';
import { type SilenceMetadata, silenceMetadata } from '../../domain/forms/metadata.ts';
import { type SubmittedView, submittedView } from '../../domain/forms/submitted.ts';
import { wordsOf } from '../../domain/grammar/words.ts';
import { type Message, plainMessage } from '../../views/message.ts';
import { oldSilence } from '../../views/modal/endings.ts';
import { nothingToSilence, silenceTooLongHere, unmarked } from '../../views/modal/problems.ts';
import { silenceView } from '../../views/modal/silence-view.ts';
import { noAlarms } from '../../views/reply/alarms.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { admit } from '../entrance/admit.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type ModalAnswer, type Submission, say, wrong } from '../modal/answer.ts';
import { noteStrange } from '../modal/refuse-forged.ts';
import { formKey } from '../modal/submit-form.ts';
import type { AlarmParts, Command, ListenerParts } from '../parts.ts';
import { allowedSilence, placeSilence } from './place-silence.ts';
import type { WhichSilence } from './which-silence.ts';

/** What rings may be otherwise after so long, and so may who looks at it. */
const OLD = hours(1);

/**
 * Silences what a form asks for, or says in the form why not: by the same checks, the same reading and the same way into the
 * store as words. A form silences once, however often it is handed in or delivered.
 */
export async function submitSilence(parts: ListenerParts, submission: Submission): Promise<ModalAnswer> {
  const { actor, body } = submission;
  const view = submittedView(submission.view);
  const metadata = view && silenceMetadata(view.metadata);
  if (!view || !metadata) return say(noteStrange(parts, submission));
  const handed: Handed = { actor, view, metadata };
  const { channel } = metadata;
  const entrance = await admit(parts, { actor, channel, body });
  // What another moment may change keeps the form as it is.
  if (entrance.kind === 'unsure') return stays(parts, handed, TARGET_BLOCK, entrance);
  if (entrance.kind === 'refused') return ends(parts, handed, entrance);
  if (parts.alarms === 'none') return ends(parts, handed, { why: 'no-alarms', message: noAlarms });
  const denied = await refusal(parts, actor, { permission: 'silence', place: 'somewhere' });
  if (denied) return ends(parts, handed, denied);
  if (parts.clock.now() - metadata.openedAt > OLD)
    return ends(parts, handed, { why: 'old-form', message: oldSilence });
  if (entrance.noStart)
    return stays(parts, handed, TARGET_BLOCK, { why: 'place', message: entrance.noStart });
  return place(parts, parts.alarms, handed, entrance.zone);
}

/** A form that was handed out to this person. */
interface Handed extends Pick<Submission, 'actor'> {
  readonly view: SubmittedView;
  readonly metadata: SilenceMetadata;
}

/** Why nothing was silenced. */
interface Why {
  readonly why: string;
  readonly message: Message;
}

async function place(
  parts: ListenerParts,
  alarms: AlarmParts,
  handed: Handed,
  zone: string | undefined,
): Promise<ModalAnswer> {
  const { actor, view, metadata } = handed;
  const { channel, thread } = metadata;
  const at = parts.clock.now();
  const filled = readSilenceForm(silenceFields(view.answers));
  if (filled.kind === 'wrong') {
    note(parts, handed, { why: 'bad-value', message: plainMessage(Object.values(filled.errors).join(' ')) });
    return { kind: 'errors', errors: filled.errors };
  }
  const { target, until, untilBlock, reason } = filled;
  const end = silenceEnd(until, at, zone);
  if (end.kind !== 'end') {
    const problem = end.kind === 'too-long' ? silenceTooLongHere(end.most) : end.problem;
    return stays(parts, handed, untilBlock, { why: 'bad-value', message: plainMessage(problem) });
  }
  const dedupeKey = formKey(actor.team, view.id);
  const command: Command = { actor, channel, thread, text: wordsIn(handed), dedupeKey, zone };
  const words = { target, withTarget: (other: string) => `silence ${other}` };
  const which = await allowedSilence(parts, alarms, command, words);
  if (which.kind === 'refused') return stays(parts, handed, TARGET_BLOCK, inField(which, target));
  const placed = await placeSilence(parts, alarms, command, { ...which, until: end.at, reason });
  switch (placed.kind) {
    case 'placed':
      return { kind: 'close', announce: { channel, thread, message: placed.message } };
    case 'again':
      return say(placed.message);
    case 'over':
      return stays(parts, handed, untilBlock, { why: 'bad-value', message: placed.message });
    case 'unconfirmed':
      note(parts, handed, { why: 'unconfirmed', message: placed.message });
      return shownAgain(handed, at, zone, placed.message);
  }
}

/** Those whose words list what is open, with times that a field's error can't show. */
const LISTING: readonly string[] = ['unknown-alarm', 'unknown-target', 'ambiguous-target'];

const inField = ({ why, message }: Extract<WhichSilence, { kind: 'refused' }>, target: string): Why => ({
  why,
  message: LISTING.includes(why) ? plainMessage(nothingToSilence(target)) : message,
});

/** The form stays as it is, with that under one of its fields. */
function stays(parts: ListenerParts, handed: Handed, block: string, why: Why): ModalAnswer {
  note(parts, handed, why);
  return wrong(block, unmarked(why.message));
}

/** Nothing comes of the form any more. */
function ends(parts: ListenerParts, handed: Handed, why: Why): ModalAnswer {
  note(parts, handed, why);
  return say(why.message);
}

/** Has the audit say why nothing came of a form. */
function note(parts: ListenerParts, handed: Handed, { why, message }: Why): void {
  const { actor, view, metadata } = handed;
  noteRefusal(parts, {
    actor,
    channel: metadata.channel,
    request: formKey(actor.team, view.id),
    asked: { words: wordsIn(handed) },
    why,
    said: message,
  });
}

/** The command that would have said the same. */
function wordsIn({ view }: Pick<Handed, 'view'>): string {
  const { target, until, other, reason } = silenceFields(view.answers);
  const flag = (name: string, text: string | undefined) =>
    text === undefined
      ? []
      : ([
          { kind: 'flag', text: name },
          { kind: 'word', text },
        ] as const);
  return wordsOf([
    { kind: 'word', text: 'silence' },
    ...(target === undefined ? [] : [{ kind: 'word', text: target } as const]),
    ...flag('until', other ?? until),
    ...flag('reason', reason),
  ]);
}

/** The same form once more, with what must be known first. */
function shownAgain(
  { view, metadata }: Handed,
  at: number,
  zone: string | undefined,
  notice: Message,
): ModalAnswer {
  const fields = silenceFields(view.answers);
  const { target } = fields;
  return {
    kind: 'view',
    view: silenceView({
      choices: silenceChoices(at, zone),
      target: target === undefined ? undefined : { value: target, name: target, note: '' },
      fields,
      metadata,
      notice: notice.text,
    }),
  };
}
