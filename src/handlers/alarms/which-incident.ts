import { type Incident, IncidentNumber } from '../../domain/alarm/incident.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import type { AlarmParts, Command } from '../parts.ts';

/** `A17`, `a17` or `#A17`, and nothing else that could be taken for an incident's number. */
export const incidentNumber = (text: string): IncidentNumber | undefined =>
  IncidentNumber.safeParse(/^#?[aA]([1-9]\d{0,11})$/.exec(text)?.[1]).data;

/** The incident that is meant. `unsaid`: the words name none, and they weren't said in one's thread. */
export type Which =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'unknown'; readonly number: IncidentNumber }
  | { readonly kind: 'unsaid' };

/** The incident that a word names; without a word the one in whose thread it was said. Throws where the store is away. */
export async function whichIncident(
  { incidents }: Pick<AlarmParts, 'incidents'>,
  { channel, thread }: Pick<Command, 'channel' | 'thread'>,
  word: Token | undefined,
): Promise<Which> {
  if (word) {
    const number = word.kind === 'word' ? incidentNumber(word.text) : undefined;
    if (number === undefined) return { kind: 'unsaid' };
    const incident = await incidents.byNumber(number);
    return incident ? { kind: 'incident', incident } : { kind: 'unknown', number };
  }
  // In an incident's own thread everybody knows which one is meant.
  const told = thread === undefined ? undefined : await incidents.byThread(channel, thread);
  return told ? { kind: 'incident', incident: told } : { kind: 'unsaid' };
}
