import type { Token } from '../../domain/grammar/tokenize.ts';
import { RunNumber } from '../../domain/ids.ts';

/** The run that the words name, as `1042` or `#1042`; undefined where they name none, or more than one thing. */
export function runNumberOf(words: readonly Token[]): RunNumber | undefined {
  const [word, ...extra] = words;
  if (word?.kind !== 'word' || extra.length > 0) return undefined;
  return RunNumber.safeParse(word.text.replace(/^#/, '')).data;
}
