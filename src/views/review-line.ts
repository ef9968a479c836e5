import type { Actor } from '../domain/people/actor.ts';
import type { AlarmSubject } from '../domain/review/alarm-subject.ts';
import { type Review, reviewName } from '../domain/review/review.ts';
import { CHANGE_WORDS } from './approval/decided-words.ts';
import { inert, short, shortName } from './inert.ts';
import { dayTime, dayTimeAgo } from './mrkdwn.ts';

const REASON = 80;
const NAME = 80;

/** One review in a list: what was done, by whom, when, and why or until when. */
export function reviewLine(review: Review): string {
  switch (review.kind) {
    case 'glass':
      return `${runWords(review)}, *without the approval it takes*, by ${doneWords(review.by, review)}`;
    case 'alone':
      return `${runWords(review)} (it ${CHANGE_WORDS[review.change]}), alone, by ${doneWords(review.requester, review)}`;
    case 'acknowledged':
      return `${nameWords(review)}${alarmWords(review.subject)} acknowledged by ${doneWords(review.by, review)}`;
    case 'silenced':
      return `${nameWords(review)}${alarmWords(review.subject)} silenced until ${dayTime(review.until)}, by ${doneWords(review.by, review)}`;
  }
}

/** What a person types to close it: `review 1042`, `review A17`. */
export const closingWords = (review: Review): string => `review ${reviewName(review).replace(/^#/, '')}`;

const nameWords = (review: Review): string => `• *${shortName(reviewName(review), NAME)}*`;

const runWords = (review: Extract<Review, { readonly run: unknown }>): string =>
  `${nameWords(review)} ${inert(review.operation)} *${inert(review.target)}*`;

/** ` registry cpu-high and 2 more`; nothing where the name says it all. */
function alarmWords(subject: AlarmSubject): string {
  if (subject.kind !== 'incident') return '';
  const more = subject.alarms > 1 ? ` and ${subject.alarms - 1} more` : '';
  return ` ${shortName(subject.alarm, NAME) || 'an alarm'}${more},`;
}

/** Who, when, and why where that is known. */
const doneWords = (by: Actor, { at, reason }: { readonly at: number; readonly reason?: string }): string =>
  `${who(by)} ${dayTimeAgo(at)}${reason === undefined ? '' : `: ${short(reason, REASON)}`}`;

const who = (actor: Actor): string => (actor.kind === 'slack' ? `<@${inert(actor.user)}>` : actor.kind);
