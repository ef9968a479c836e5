import type { Token } from '../../domain/grammar/tokenize.ts';
import { mayStart } from '../../domain/people/access.ts';
import { cancelAsked } from '../../views/reply/cancelled.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand, notAllowed } from '../../views/reply/refusal.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { originOf } from './origin-of.ts';
import { whichRun } from './which-run.ts';

/** The verb's own help. */
export const CANCEL: VerbHelp = {
  name: 'cancel',
  summary: 'ask a run to stop at its next safe point',
  example: 'cancel 1042',
};

/** Asks a run to stop. Who may start something may stop it. */
export async function cancelRun(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const may = mayStart(parts.access, command.actor);
  if (may.kind === 'no') return refused(may.why, notAllowed(may.why));
  const number = await whichRun(parts, command, words);
  if (number === undefined)
    return refused('bad-value', badCommand(`Say which run: \`/ops ${CANCEL.example}\`.`));
  const asked = await parts.signals.cancel(number, command.actor, originOf(command));
  parts.log.info({ number, actor: command.actor, asked: asked.kind }, 'cancel');
  const message = cancelAsked(number, asked);
  return asked.kind === 'asked' || asked.kind === 'abandoned' ? now(message) : refused(asked.kind, message);
}
