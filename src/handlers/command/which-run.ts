import type { Token } from '../../domain/grammar/tokenize.ts';
import { RunNumber } from '../../domain/ids.ts';
import type { Command, HandlerParts } from '../parts.ts';

/** The run that the words name, as `1042` or `#1042`; undefined where they name none, or more than one thing. */
export async function whichRun(
  parts: Pick<HandlerParts, 'runs'>,
  command: Pick<Command, 'channel' | 'thread'>,
  words: readonly Token[],
): Promise<RunNumber | undefined> {
  const [word, ...extra] = words;
  if (word) return word.kind === 'word' && extra.length === 0 ? runNumber(word.text) : undefined;
  // In a run's own thread everybody knows which one is meant.
  if (command.thread === undefined) return undefined;
  return (await parts.runs.byThread(command.channel, command.thread))?.number;
}

/** `1042` or `#1042`, and nothing else that could be taken for a number, such as `0x10` or `1e3`. */
export const runNumber = (text: string): RunNumber | undefined =>
  RunNumber.safeParse(/^#?([1-9]\d{0,11})$/.exec(text)?.[1]).data;
