import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import type { Standing } from '../../domain/guard/standing.ts';
import { type MayReview, mayReview } from '../../domain/review/may-review.ts';
import { ReviewInput } from '../../domain/review/review-input.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { mayNotReview, openReviews, reviewed } from '../../views/reply/review.ts';
import { originOf } from '../command/origin-of.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { type Command, forAll, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { type Placed, whichReviews } from './which-reviews.ts';

/** The verb's own help. */
export const REVIEW: VerbHelp = {
  name: 'review',
  summary:
    'what was done without an approval and nobody has looked at yet; with a run, an alarm (`A17`), a service or a stack, close what is open of it',
  example: 'review 1042 --note "looked at the diff, fine"',
};

/** Its flags. */
export const REVIEW_FLAGS = flagsOf({ input: ReviewInput });

/**
 * Lists the open reviews, or closes all of one thing, for a person who may close each (domain/review/may-review.ts) and had
 * no part in any.
 */
export async function review(parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> {
  if (words.length === 0) return now(openReviews(await parts.reviews.open()));
  const read = parseArguments({ name: REVIEW.name, input: ReviewInput }, words);
  if (read.kind === 'wrong') return refused('bad-value', badCommand(read.problem));
  const note = read.kind === 'arguments' ? ReviewInput.parse(read.input).note : undefined;
  if (read.kind !== 'arguments' || note === undefined)
    return refused(
      'bad-value',
      badCommand(`Say which run or alarm, and what you found: \`/ops ${REVIEW.example}\`.`),
    );
  const which = await whichReviews(parts, command, read);
  if (which.kind === 'refused') return refused(which.why, which.message);
  const { name, none, reviews } = which;
  const denied = denialOf(parts, await standingNow(parts, command.actor), reviews);
  if (denied) {
    parts.log.warn({ actor: command.actor, name, why: denied.why }, 'refused');
    return refused(denied.why, mayNotReview(name, denied));
  }
  const closed = await parts.reviews.close(
    reviews.map((one) => one.review),
    command.actor,
    parts.redactor.text(note),
    originOf(command),
  );
  parts.log.info({ name, actor: command.actor, closed: closed.length }, 'review');
  return closed.length > 0 ? forAll(reviewed(name, command.actor.user, note)) : refused('not-open', none);
}

/** Why somebody may not close all of these; undefined: they may. */
const denialOf = (
  { access }: Pick<HandlerParts, 'access'>,
  standing: Standing,
  reviews: readonly Placed[],
): Extract<MayReview, { kind: 'no' }> | undefined =>
  reviews.map((one) => mayReview(access, standing, one.review, one.place)).find((may) => may.kind === 'no');
