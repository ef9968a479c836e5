import { prefilledBy } from '../../domain/forms/from-words.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import { targetName } from '../../domain/target/service.ts';
import { formOffer } from '../../views/modal/opening.ts';
import { type HandlerParts, now, type Reply } from '../parts.ts';
import { certain } from './fill-in.ts';
import type { Said } from './said.ts';

/**
 * Answers an operation's verb with its form: what the words say already is filled in, unchecked. For somebody who may
 * start it; where nothing may be started from there, that is the answer.
 */
export function formReply(
  parts: Pick<HandlerParts, 'catalog'>,
  said: Said,
  spec: OperationSpec,
  words: readonly Token[],
): Reply {
  if (said.noStart) return now(said.noStart);
  const { target, input } = prefilledBy(spec, words);
  const service = certain(parts.catalog, said.channel, target);
  return {
    kind: 'form',
    form: { operation: spec.name, target: service && targetName(service), input },
    instead: formOffer(spec, said.text),
  };
}
