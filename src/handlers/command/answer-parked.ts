import type { Token } from '../../domain/grammar/tokenize.ts';
import { mayStart } from '../../domain/people/access.ts';
import type { ParkedAnswer } from '../../domain/ports/run-signals.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand, notAllowed } from '../../views/reply/refusal.ts';
import { answeredMessage } from '../../views/reply/resumed.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import { whichRun } from './which-run.ts';

/** The verb's own help. */
export const RESUME: VerbHelp = {
  name: 'resume',
  summary: 'answer a run that asks: `happened`, `didnt` or `abandon`',
  example: 'resume 1042 happened',
};

const ANSWERS: Readonly<Record<string, ParkedAnswer>> = {
  happened: 'happened',
  didnt: 'did-not-happen',
  "didn't": 'did-not-happen',
  abandon: 'abandon',
};

/** Answers a parked run. Who may start something may say what became of it. */
export async function answerParked(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const may = mayStart(parts.access, command.actor);
  if (may.kind === 'no') return now(notAllowed(may.why));
  const said = words.at(-1)?.text.toLowerCase() ?? '';
  const answer = ANSWERS[said];
  const number = await whichRun(parts, command, words.slice(0, -1));
  if (number === undefined || !answer) {
    return now(
      badCommand('Say which run and what became of it: `/ops resume 1042 happened`, `didnt` or `abandon`.'),
    );
  }
  const answered = await parts.signals.answer(
    number,
    answer,
    command.actor,
    command.trigger ?? command.dedupeKey,
  );
  parts.log.info({ number, answer, actor: command.actor, answered: answered.kind }, 'answered');
  return now(answeredMessage(number, answer, answered));
}
