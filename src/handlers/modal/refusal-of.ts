import { mayStart } from '../../domain/people/access.ts';
import type { Message } from '../../views/message.ts';
import { notAllowed } from '../../views/reply/refusal.ts';
import { type Asking, admit } from '../entrance/admit.ts';
import type { ListenerParts } from '../parts.ts';

/** Why somebody can start nothing from where they are; undefined: they can. Asked before a form is shown, too. */
export async function refusalOf(
  parts: Pick<ListenerParts, 'directory' | 'access' | 'log'>,
  asking: Asking,
): Promise<Message | undefined> {
  const entrance = await admit(parts, asking);
  if (entrance.kind !== 'admitted') return entrance.message;
  const may = mayStart(parts.access, asking.actor);
  return may.kind === 'no' ? notAllowed(may.why) : entrance.noStart;
}
