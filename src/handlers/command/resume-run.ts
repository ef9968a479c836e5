import type { Token } from '../../domain/grammar/tokenize.ts';
import type { ParkedAnswer } from '../../domain/ports/run-signals.ts';
import type { Message } from '../../views/message.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { answeredMessage, chosenMessage } from '../../views/reply/resumed.ts';
import { refusalForRun } from '../guard/ask-for-run.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { originOf } from './origin-of.ts';
import { whichRun } from './which-run.ts';

/** The verb's own help. */
export const RESUME: VerbHelp = {
  name: 'resume',
  summary:
    'answer a run that asks: `happened`, `didnt` or `abandon`; or `continue`, `back`, `keep` or `wait`',
  example: 'resume 1042 happened',
};

const ANSWERS: Readonly<Record<string, ParkedAnswer>> = {
  happened: 'happened',
  didnt: 'did-not-happen',
  "didn't": 'did-not-happen',
  abandon: 'abandon',
};

/**
 * Answers a run: one that is parked, or one that asks while it goes on. Who may resume where the run is may answer. The
 * clicker is the one who answered, whoever asked for the run.
 */
export async function resumeRun(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const nowhere = await refusal(parts, command.actor, { permission: 'resume', place: 'somewhere' });
  if (nowhere) return refused(nowhere.why, nowhere.message);
  const said = words.at(-1)?.text.toLowerCase() ?? '';
  const answer = ANSWERS[said];
  const number = await whichRun(parts, command, words.slice(0, -1));
  if (number === undefined || !/^[a-z']+$/.test(said)) {
    return refused(
      'bad-value',
      badCommand(
        "Say which run and your answer, as the run's own message asks for it: `/ops resume 1042 happened`.",
      ),
    );
  }
  const denied = await refusalForRun(parts, command.actor, 'resume', number);
  if (denied) return refused(denied.why, denied.message);
  if (!answer) {
    const chosen = await parts.signals.choose(number, said, command.actor, originOf(command));
    parts.log.info({ number, answer: said, actor: command.actor, answered: chosen.kind }, 'answered');
    return taken(chosen.kind, chosenMessage(number, chosen));
  }
  const answered = await parts.signals.answer(
    number,
    answer,
    command.actor,
    command.trigger ?? command.dedupeKey,
    originOf(command),
  );
  parts.log.info({ number, answer, actor: command.actor, answered: answered.kind }, 'answered');
  return taken(answered.kind, answeredMessage(number, answer, answered));
}

const taken = (kind: string, message: Message): Reply =>
  kind === 'taken' ? now(message) : refused(kind, message);
