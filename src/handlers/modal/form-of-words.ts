import { tokenize } from '../../domain/grammar/tokenize.ts';
import { badCommand, unknownVerb } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { formReply } from './form-reply.ts';
import type { Said } from './said.ts';

/** Answers an operation's words with its form, even where they could start it at once. */
export async function formOfWords(parts: HandlerParts, said: Said): Promise<Reply> {
  const cut = tokenize(said.text);
  if (cut.kind === 'open-quote') return now(badCommand(`The quote ${cut.quote} is never closed.`));
  const [verb, ...rest] = cut.tokens;
  const spec = parts.operations.find(({ name }) => name === verb?.text.toLowerCase());
  if (!spec) return now(unknownVerb(verb?.text ?? '', []));
  const denied = await refusal(parts, said.actor, { permission: spec.permission, place: 'somewhere' });
  return denied ? refused(denied.why, denied.message) : formReply(parts, said, spec, rest);
}
