import type { Token } from '../../domain/grammar/tokenize.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand, unknownRun } from '../../views/reply/refusal.ts';
import { runDetails } from '../../views/reply/run-details.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import { whichRun } from './which-run.ts';

/** The verb's own help. */
export const SHOW: VerbHelp = {
  name: 'show',
  summary: 'one run: its state and its steps',
  example: 'show 1042',
};

/** Shows a run with what is written of its steps. Reads only; anybody of the workspace may ask. */
export async function showRun(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const number = await whichRun(parts, command, words);
  if (number === undefined) return now(badCommand(`Say which run: \`/ops ${SHOW.example}\`.`));
  const run = await parts.runs.byNumber(number);
  if (!run) return now(unknownRun(number));
  const message = runDetails(run, await parts.runs.journalOf(run.request.id));
  return { kind: 'now', message, share: `${SHOW.name} ${number}` };
}
