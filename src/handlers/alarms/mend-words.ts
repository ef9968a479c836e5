import type { Flag } from '../../domain/grammar/flags.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { incidentNumber } from './which-incident.ts';

/** What somebody says of a remedy. */
export interface MendWords {
  /** The word that names the incident; absent: the one in whose thread it was said. */
  readonly incident?: Token | undefined;
  /** The remedy's name, or `stop`. */
  readonly remedy: string;
  /** The state that the person saw; absent: they mean it as it is now. */
  readonly version?: number | undefined;
  /** Whether whoever watches it must say that it rings. */
  readonly when: 'rings' | 'anyway';
}

/** The verb's flags. */
export const MEND_FLAGS: readonly Flag[] = [
  {
    flag: 'anyway',
    field: 'anyway',
    takes: 'nothing',
    typed: 'flag',
    description: 'although nobody says by now that it rings',
  },
];

/** Reads `A17 restart 3 --anyway`, of which all but the remedy may be left out; undefined: it says something else. */
export function mendWordsOf(tokens: readonly Token[]): MendWords | undefined {
  const flags = tokens.filter(({ kind }) => kind === 'flag');
  if (flags.some(({ text }) => text !== 'anyway') || flags.length > 1) return undefined;
  const words = tokens.filter(({ kind }) => kind === 'word');
  const [first] = words;
  const named = first && incidentNumber(first.text) !== undefined ? first : undefined;
  const [remedy, version, ...extra] = named ? words.slice(1) : words;
  if (!remedy || extra.length > 0) return undefined;
  if (version && !/^[1-9]\d{0,8}$/.test(version.text)) return undefined;
  return {
    incident: named,
    remedy: remedy.text.toLowerCase(),
    version: version && Number(version.text),
    when: flags.length > 0 ? 'anyway' : 'rings',
  };
}
