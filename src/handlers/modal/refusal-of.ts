import type { Message } from '../../views/message.ts';
import { notAllowed } from '../../views/reply/not-allowed.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import { type Asking, admit, type EntranceParts } from '../entrance/admit.ts';
import { standingNow, startable } from '../guard/ask-guard.ts';
import type { ListenerParts } from '../parts.ts';

/** Why somebody can start nothing from where they are; undefined: they can. Asked before a form is shown, too. */
export async function refusalOf(
  parts: EntranceParts & Pick<ListenerParts, 'operations' | 'audit' | 'redactor'>,
  asking: Asking,
): Promise<Message | undefined> {
  const entrance = await admit(parts, asking);
  const { actor, channel } = asking;
  const no = (why: string, said: Message): Message => {
    noteRefusal(parts, { actor, channel, asked: {}, why, said });
    return said;
  };
  if (entrance.kind !== 'admitted') return no(entrance.why, entrance.message);
  const { denial } = startable(parts, await standingNow(parts, actor));
  if (denial) return no(denial.why, notAllowed(denial));
  return entrance.noStart && no('place', entrance.noStart);
}
