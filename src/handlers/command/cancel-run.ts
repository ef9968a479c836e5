import type { Token } from '../../domain/grammar/tokenize.ts';
import { cancelAsked } from '../../views/reply/cancelled.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { refusalForRun } from '../guard/ask-for-run.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { originOf } from './origin-of.ts';
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
  if (nowhere) return refused(nowhere.why, nowhere.message);
  const number = await whichRun(parts, command, words);
  if (number === undefined)
    return refused('bad-value', badCommand(`Say which run: \`/ops ${CANCEL.example}\`.`));
  const denied = await refusalForRun(parts, command.actor, 'cancel', number);
  if (denied) return refused(denied.why, denied.message);
  const asked = await parts.signals.cancel(number, command.actor, originOf(command));
  parts.log.info({ number, actor: command.actor, asked: asked.kind }, 'cancel');
  const message = cancelAsked(number, asked);
  return asked.kind === 'asked' || asked.kind === 'abandoned' ? now(message) : refused(asked.kind, message);
}
