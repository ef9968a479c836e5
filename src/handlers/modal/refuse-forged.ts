import type { Message } from '../../views/message.ts';
import { strangeForm } from '../../views/modal/endings.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { admit } from '../entrance/admit.ts';
import type { ListenerParts } from '../parts.ts';
import type { Submission } from './answer.ts';

/**
 * Turns away a form whose hidden part isn't what was handed out to this person, with what they read. Who isn't let in at
 * all is told that. `request` is its id in the logs.
 */
export async function refuseForged(
  parts: ListenerParts,
  { actor, body }: Submission,
  request: string,
): Promise<Message> {
  const entrance = await admit(parts, { actor, body });
  const [why, said] =
    entrance.kind === 'refused' ? [entrance.why, entrance.message] : ['forged-form', strangeForm];
  parts.log.warn({ actor, why }, 'a form was turned away');
  noteRefusal(parts, { actor, request, asked: {}, why, said });
  return said;
}

/** What somebody reads who hands in, under the right seal, what can't be one of our forms. */
export function noteStrange(parts: ListenerParts, { actor }: Submission): Message {
  noteRefusal(parts, { actor, asked: {}, why: 'forged-form', said: strangeForm });
  return strangeForm;
}
