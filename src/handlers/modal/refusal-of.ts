import { mayStart } from '../../domain/people/access.ts';
import type { Message } from '../../views/message.ts';
import { notAllowed } from '../../views/reply/refusal.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { type Asking, admit } from '../entrance/admit.ts';
import type { ListenerParts } from '../parts.ts';

/** Why somebody can start nothing from where they are; undefined: they can. Asked before a form is shown, too. */
export async function refusalOf(
  parts: Pick<ListenerParts, 'directory' | 'access' | 'log' | 'audit' | 'redactor'>,
  asking: Asking,
): Promise<Message | undefined> {
  const entrance = await admit(parts, asking);
  const { actor, channel } = asking;
  const no = (why: string, said: Message): Message => {
    noteRefusal(parts, { actor, channel, asked: {}, why, said });
    return said;
  };
  if (entrance.kind !== 'admitted') return no(entrance.why, entrance.message);
  const may = mayStart(parts.access, actor);
  if (may.kind === 'no') return no(may.why, notAllowed(may.why));
  return entrance.noStart && no('place', entrance.noStart);
}
