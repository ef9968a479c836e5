import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { placeOf } from '../../domain/guard/place.ts';
import { mayReview } from '../../domain/review/may-review.ts';
import { ReviewInput } from '../../domain/review/review-input.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand, unknownRun } from '../../views/reply/refusal.ts';
import { mayNotReview, noReview, openReviews, reviewed } from '../../views/reply/review.ts';
import { originOf } from '../command/origin-of.ts';
import { whichRun } from '../command/which-run.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { type Command, forAll, type HandlerParts, now, type Reply, refused } from '../parts.ts';

/** The verb's own help. */
export const REVIEW: VerbHelp = {
  name: 'review',
  summary: 'what was done without an approval and nobody has looked at yet; with a run, close its review',
  example: 'review 1042 --note "looked at the diff, fine"',
};

/** Its flags. */
export const REVIEW_FLAGS = flagsOf({ input: ReviewInput });

/** Lists the open reviews, or closes one, for a person who may (domain/review/may-review.ts) and had no part in it. */
export async function review(parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> {
  if (words.length === 0) return now(openReviews(await parts.reviews.open()));
  const read = parseArguments({ name: REVIEW.name, input: ReviewInput }, words);
  if (read.kind !== 'arguments')
    return refused(
      'bad-value',
      badCommand(read.kind === 'wrong' ? read.problem : `Say which run: \`/ops ${REVIEW.example}\`.`),
    );
  const number = await whichRun(parts, command, words.slice(0, 1));
  const { note } = ReviewInput.parse(read.input);
  if (number === undefined || note === undefined)
    return refused('bad-value', badCommand(`Say which run and what you found: \`/ops ${REVIEW.example}\`.`));
  const [run, open] = await Promise.all([parts.runs.byNumber(number), parts.reviews.open()]);
  if (!run) return refused('unknown-run', unknownRun(number));
  const meant = open.find((one) => one.number === number);
  if (!meant) return refused('not-open', noReview(number));
  const standing = await standingNow(parts, command.actor);
  const may = mayReview(parts.access, standing, meant, placeOf(parts.catalog, run.request.target));
  if (may.kind === 'no') {
    parts.log.warn({ actor: command.actor, number, why: may.why }, 'refused');
    return refused(may.why, mayNotReview(number, may));
  }
  const closed = await parts.reviews.close(
    number,
    command.actor,
    parts.redactor.text(note),
    originOf(command),
  );
  parts.log.info({ number, actor: command.actor, closed }, 'review');
  return closed === 'closed'
    ? forAll(reviewed(number, command.actor.user, note))
    : refused('not-open', noReview(number));
}
