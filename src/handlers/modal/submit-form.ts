import type { Asked } from '../../domain/audit/entry.ts';
import { PLACE_BLOCK, TARGET_BLOCK } from '../../domain/forms/blocks.ts';
import { formOf } from '../../domain/forms/form.ts';
import { type FormMetadata, formMetadata } from '../../domain/forms/metadata.ts';
import { rawInput, readForm, targetIn } from '../../domain/forms/read-form.ts';
import { type SubmittedView, submittedView } from '../../domain/forms/submitted.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import { serviceNamed } from '../../domain/target/catalog.ts';
import { targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import { goneOperation } from '../../views/modal/endings.ts';
import { formView } from '../../views/modal/form-view.ts';
import { changedForm, noChannelChosen, unknownHere, unmarked } from '../../views/modal/problems.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { refusalIn, storeRun } from '../command/accept-run.ts';
import { admit } from '../entrance/admit.ts';
import { refusal } from '../guard/ask-guard.ts';
import type { Command, ListenerParts } from '../parts.ts';
import { type ModalAnswer, type Submission, say, wrong } from './answer.ts';
import { chosenTarget } from './fill-in.ts';
import { noteStrange } from './refuse-forged.ts';
import { told } from './told.ts';

/**
 * Starts what a form asks for, or says in the form why not: by the same checks, the same reading and the same way into
 * the store as words. A form starts at most one run, however often it is handed in or delivered.
 */
export async function submitForm(parts: ListenerParts, submission: Submission): Promise<ModalAnswer> {
  const { actor, body } = submission;
  const view = submittedView(submission.view);
  const metadata = view && formMetadata(view.metadata);
  if (!view || !metadata) return say(noteStrange(parts, submission));
  const asksPlace = metadata.channel === undefined;
  const channel = metadata.channel ?? view.answers.get(PLACE_BLOCK)?.[0];
  if (channel === undefined) return wrong(PLACE_BLOCK, noChannelChosen);

  const placeBlock = asksPlace ? PLACE_BLOCK : TARGET_BLOCK;
  const asked: Asked = { operation: metadata.operation, version: metadata.version };
  const request = formKey(actor.team, view.id);
  const refuse = (why: string, said: Message): Message => {
    noteRefusal(parts, { actor, channel, request, asked, why, said });
    return said;
  };
  const entrance = await admit(parts, { actor, channel, body });
  // What another channel or another moment may change keeps the form as it is.
  if (entrance.kind === 'unsure' || (entrance.kind === 'refused' && asksPlace))
    return wrong(placeBlock, unmarked(refuse(entrance.why, entrance.message)));
  if (entrance.kind === 'refused') return say(refuse(entrance.why, entrance.message));
  const spec = parts.operations.find(({ name }) => name === metadata.operation);
  if (!spec) return say(refuse('unknown-operation', goneOperation(metadata.operation)));
  const denied = await refusal(parts, actor, { permission: spec.permission, place: 'somewhere' });
  if (denied) return say(refuse(denied.why, denied.message));
  return start(parts, spec, {
    ...submission,
    view,
    metadata,
    channel,
    placeBlock,
    noStart: entrance.noStart,
  });
}

/** A form that somebody may hand in here. */
interface Handed extends Pick<Submission, 'actor'> {
  readonly view: SubmittedView;
  readonly metadata: FormMetadata;
  readonly channel: string;
  readonly placeBlock: string;
  readonly noStart: Message | undefined;
}

async function start(parts: ListenerParts, spec: OperationSpec, handed: Handed): Promise<ModalAnswer> {
  const { actor, view, metadata, channel, placeBlock, noStart } = handed;
  const again = (notice: string): ModalAnswer => ({
    kind: 'view',
    view: formView({
      form: formOf(spec),
      target: chosenTarget(parts.catalog, targetIn(view.answers)),
      input: rawInput(spec, view.answers),
      place: metadata,
      notice,
    }),
  });
  if (spec.version !== metadata.version) return again(changedForm);
  const read = readForm(spec, view.answers);
  if (read.kind === 'wrong') {
    noteForm(parts, handed, 'bad-value', Object.values(read.errors).join(' '));
    return { kind: 'errors', errors: read.errors };
  }
  const target = serviceNamed(parts.catalog, read.target);
  if (!target) {
    noteForm(parts, handed, 'unknown-target', unknownHere(read.target));
    return wrong(TARGET_BLOCK, unknownHere(read.target));
  }

  const command: Command = {
    actor,
    channel,
    thread: metadata.thread,
    text: `${spec.name} ${read.target}`,
    dedupeKey: formKey(actor.team, view.id),
    noStart,
  };
  const { reason } = read.input;
  const started = await storeRun(parts, command, {
    spec,
    input: read.input,
    target,
    reason: typeof reason === 'string' ? reason : undefined,
  });
  const asked = { operation: spec.name, target, channel, thread: metadata.thread, placeBlock };
  if (started.kind !== 'accepted' && started.kind !== 'duplicate') {
    const { why, message } = refusalIn(started, target);
    noteForm(parts, handed, why, message.text, { target: targetName(target), input: read.input });
  }
  return told(started, asked, again);
}

/** Has the audit say why nothing came of a form. */
function noteForm(
  parts: ListenerParts,
  { actor, channel, view, metadata }: Handed,
  why: string,
  text: string,
  more: Asked = {},
): void {
  const asked = { operation: metadata.operation, version: metadata.version, ...more };
  noteRefusal(parts, { actor, channel, request: formKey(actor.team, view.id), asked, why, said: { text } });
}

/** What makes two submissions the same: a view's id is its own for ever, and stays while the view is updated. */
export const formKey = (team: string, viewId: string): string => `form/${team}/${viewId}`;
