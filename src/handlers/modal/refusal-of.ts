import type { Message } from '../../views/message.ts';
import { notAllowed } from '../../views/reply/not-allowed.ts';
import { type Asking, admit, type EntranceParts } from '../entrance/admit.ts';
import { standingNow, startable } from '../guard/ask-guard.ts';
import type { ListenerParts } from '../parts.ts';

/** Why somebody can start nothing from where they are; undefined: they can. Asked before a form is shown, too. */
export async function refusalOf(
  parts: EntranceParts & Pick<ListenerParts, 'operations'>,
  asking: Asking,
): Promise<Message | undefined> {
  const entrance = await admit(parts, asking);
  if (entrance.kind !== 'admitted') return entrance.message;
  const { denial } = startable(parts, await standingNow(parts, asking.actor));
  return denial ? notAllowed(denial) : entrance.noStart;
}
