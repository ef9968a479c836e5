import { tokenize } from '../../domain/grammar/tokenize.ts';
import { mayStart } from '../../domain/people/access.ts';
import { badCommand, notAllowed, unknownVerb } from '../../views/reply/refusal.ts';
import { type HandlerParts, now, type Reply } from '../parts.ts';
import { formReply } from './form-reply.ts';
import type { Said } from './said.ts';

/** Answers an operation's words with its form, even where they could start it at once. */
export function formOfWords(parts: HandlerParts, said: Said): Reply {
  const may = mayStart(parts.access, said.actor);
  if (may.kind === 'no') return now(notAllowed(may.why));
  const cut = tokenize(said.text);
  if (cut.kind === 'open-quote') return now(badCommand(`The quote ${cut.quote} is never closed.`));
  const [verb, ...rest] = cut.tokens;
  const spec = parts.operations.find(({ name }) => name === verb?.text.toLowerCase());
  return spec ? formReply(parts, said, spec, rest) : now(unknownVerb(verb?.text ?? '', []));
}
