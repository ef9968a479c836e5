import { incidentSuggestion } from '../../domain/forms/suggest/silenceable-suggestions.ts';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { resolveScope } from '../../domain/hold/resolve-scope.ts';
import { scopeName } from '../../domain/hold/scope.ts';
import { silenceOffer } from '../../views/modal/opening.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import type { Said } from '../modal/said.ts';
import type { AlarmParts, HandlerParts, Reply } from '../parts.ts';
import { whichIncident } from './which-incident.ts';

/** Whether the words say neither an end nor a reason, and at most what is to be silenced. */
export const asksForForm = (words: readonly Token[]): boolean =>
  words.length <= 1 && words.every(({ kind }) => kind === 'word');

/**
 * Answers with the form of a silence; what the words name, or the incident in whose thread they were said, is chosen in it.
 * For somebody who may silence, from a place where that may be done.
 */
export async function silenceFormReply(
  parts: Pick<HandlerParts, 'catalog'>,
  alarms: AlarmParts,
  said: Said,
  help: VerbHelp,
  [word]: readonly Token[],
): Promise<Reply> {
  const target = await targetOf(parts, alarms, said, word);
  return {
    kind: 'form',
    form: { verb: 'silence', target, zone: said.zone },
    instead: silenceOffer(help, silenceWords(target)),
  };
}

/** The words that open the form with that chosen in it. */
export const silenceWords = (target: Pick<Suggestion, 'value'> | undefined): string =>
  target === undefined ? 'silence' : `silence ${target.value}`;

/** What is certainly meant; a name that means nothing, or several things, chooses nothing. */
async function targetOf(
  { catalog }: Pick<HandlerParts, 'catalog'>,
  alarms: Pick<AlarmParts, 'incidents'>,
  { channel = '', thread }: Said,
  word: Token | undefined,
): Promise<Suggestion | undefined> {
  const which = await whichIncident(alarms, { channel, thread }, word);
  if (which.kind === 'incident') return incidentSuggestion(which.incident);
  if (which.kind === 'unknown' || word === undefined) return undefined;
  const resolved = resolveScope(catalog, channel, word.text);
  if (resolved.kind !== 'found') return undefined;
  const { scope } = resolved;
  const name = scopeName(scope);
  // Everything at once, or an environment, is more than a silence may cover.
  return scope.kind === 'service' || scope.kind === 'stack' ? { value: name, name, note: '' } : undefined;
}
