import type { Token } from '../../domain/grammar/tokenize.ts';
import { cancelAsked } from '../../views/reply/cancelled.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { refusalForRun } from '../guard/ask-for-run.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import { whichRun } from './which-run.ts';

/** The verb's own help. */
export const CANCEL: VerbHelp = {
  name: 'cancel',
  summary: 'ask a run to stop at its next safe point',
  example: 'cancel 1042',
};

/** Asks a run to stop, for a person who may do that where the run is. */
export async function cancelRun(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const nowhere = await refusal(parts, command.actor, { permission: 'cancel', place: 'somewhere' });
  if (nowhere) return now(nowhere);
  const number = await whichRun(parts, command, words);
  if (number === undefined) return now(badCommand(`Say which run: \`/ops ${CANCEL.example}\`.`));
  const denied = await refusalForRun(parts, command.actor, 'cancel', number);
  if (denied) return now(denied);
  const asked = await parts.signals.cancel(number, command.actor);
  parts.log.info({ number, actor: command.actor, asked: asked.kind }, 'cancel');
  return now(cancelAsked(number, asked));
}
