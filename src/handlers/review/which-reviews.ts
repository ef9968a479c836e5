import { type Place, placeOf } from '../../domain/guard/place.ts';
import { resolveScope } from '../../domain/hold/resolve-scope.ts';
import { type Scope, scopeName } from '../../domain/hold/scope.ts';
import { hash, type RunNumber } from '../../domain/ids.ts';
import { placeOfSubject, subjectName } from '../../domain/review/alarm-subject.ts';
import { type AlarmReview, isOfAlarm, type Review } from '../../domain/review/review.ts';
import { targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import { ambiguousTarget, unknownRun } from '../../views/reply/refusal.ts';
import { noAlarmReview, noReview, unknownReview } from '../../views/reply/review.ts';
import { incidentNumber } from '../alarms/which-incident.ts';
import { runNumber } from '../command/which-run.ts';
import type { Command, HandlerParts } from '../parts.ts';

/** An open review, and where what it is about was done. */
export interface Placed {
  readonly review: Review;
  readonly place: Place;
}

/** All that is open of one thing, at least one; or what the person is told instead. */
export type WhichReviews =
  | {
      readonly kind: 'open';
      readonly reviews: readonly Placed[];
      /** As people say it. */
      readonly name: string;
      /** What is told where none of them is open any more. */
      readonly none: Message;
    }
  | { readonly kind: 'refused'; readonly why: string; readonly message: Message };

/** What was said, and the whole command with another target in its place. */
export interface ReviewWords {
  readonly target: string;
  readonly withTarget: (target: string) => string;
}

const refused = (why: string, message: Message): WhichReviews => ({ kind: 'refused', why, message });

/**
 * The open reviews of what the words name: a run, an incident, a service or a stack; what an open one is called is found by
 * that name even where the configuration has forgotten it. Throws where the store is away.
 */
export async function whichReviews(
  parts: Pick<HandlerParts, 'runs' | 'reviews' | 'catalog'>,
  { channel }: Pick<Command, 'channel'>,
  { target, withTarget }: ReviewWords,
): Promise<WhichReviews> {
  const number = runNumber(target);
  if (number !== undefined) return ofRun(parts, number);
  const open = (await parts.reviews.open()).filter(isOfAlarm);
  const of = (name: string, isMeant: (review: AlarmReview) => boolean): WhichReviews => {
    const reviews = open
      .filter(isMeant)
      .map((review) => ({ review, place: placeOfSubject(parts.catalog, review.subject) }));
    const none = noAlarmReview(name);
    return reviews.length === 0 ? refused('not-open', none) : { kind: 'open', reviews, name, none };
  };
  const called = target.toLowerCase();
  const [known] = open
    .map(({ subject }) => subjectName(subject))
    .filter((one) => one.toLowerCase() === called);
  if (known !== undefined) return of(known, ({ subject }) => subjectName(subject) === known);
  const incident = incidentNumber(target);
  if (incident !== undefined)
    return of(`A${incident}`, ({ subject }) => subject.kind === 'incident' && subject.number === incident);
  const resolution = resolveScope(parts.catalog, channel, target);
  switch (resolution.kind) {
    case 'ambiguous': {
      const wordsFor = (choice: Parameters<typeof targetName>[0]): string => withTarget(targetName(choice));
      return refused('ambiguous-target', ambiguousTarget('review', resolution.choices, wordsFor));
    }
    case 'unknown':
      return refused('unknown-target', unknownReview(target, resolution.nearest));
    case 'found': {
      const { scope } = resolution;
      return of(scopeName(scope), ({ subject }) => isSame(subject, scope));
    }
  }
}

async function ofRun(
  { runs, reviews, catalog }: Pick<HandlerParts, 'runs' | 'reviews' | 'catalog'>,
  number: RunNumber,
): Promise<WhichReviews> {
  const [run, open] = await Promise.all([runs.byNumber(number), reviews.open()]);
  if (!run) return refused('unknown-run', unknownRun(number));
  const none = noReview(number);
  const review = open.find((one) => !isOfAlarm(one) && one.number === number);
  if (!review) return refused('not-open', none);
  const place = placeOf(catalog, run.request.target);
  return { kind: 'open', reviews: [{ review, place }], name: hash(number), none };
}

/** Whether a review is of that service or that stack, whatever a service is called by now. */
const isSame = (subject: AlarmReview['subject'], scope: Scope): boolean =>
  (subject.kind === 'service' && scope.kind === 'service' && subject.thing === scope.thing) ||
  (subject.kind === 'stack' && scope.kind === 'stack' && subject.name === scope.stack);
