import { OPERATION_BLOCK } from '../../domain/forms/blocks.ts';
import { formOf } from '../../domain/forms/form.ts';
import { choiceMetadata } from '../../domain/forms/metadata.ts';
import { submittedView } from '../../domain/forms/submitted.ts';
import type { Message } from '../../views/message.ts';
import { goneOperation } from '../../views/modal/endings.ts';
import { formView } from '../../views/modal/form-view.ts';
import { nothingChosen } from '../../views/modal/problems.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { refusal as refusalToDo } from '../guard/ask-guard.ts';
import type { ListenerParts } from '../parts.ts';
import { type ModalAnswer, type Submission, say, wrong } from './answer.ts';
import { chosenTarget } from './fill-in.ts';
import { refusalOf } from './refusal-of.ts';
import { noteStrange } from './refuse-forged.ts';

/** Puts the form of the chosen operation in the place of the choice. Starts nothing. */
export async function chooseOperation(parts: ListenerParts, submission: Submission): Promise<ModalAnswer> {
  const { actor, body } = submission;
  const view = submittedView(submission.view);
  const metadata = view && choiceMetadata(view.metadata);
  if (!view || !metadata) return say(noteStrange(parts, submission));
  const refusal = await refusalOf(parts, { actor, channel: metadata.channel, body });
  if (refusal) return say(refusal);
  const refuse = (why: string, said: Message): Message => {
    noteRefusal(parts, { actor, channel: metadata.channel, asked: {}, why, said });
    return said;
  };
  const [name] = view.answers.get(OPERATION_BLOCK) ?? [];
  if (name === undefined) return wrong(OPERATION_BLOCK, nothingChosen);
  const spec = parts.operations.find((operation) => operation.name === name);
  if (!spec) return say(refuse('unknown-operation', goneOperation(name)));
  const denied = await refusalToDo(parts, actor, { permission: spec.permission, place: 'somewhere' });
  if (denied) return say(refuse(denied.why, denied.message));
  return {
    kind: 'view',
    view: formView({
      form: formOf(spec),
      target: chosenTarget(parts.catalog, metadata.target),
      input: {},
      place: metadata,
    }),
  };
}
