import { hash } from '../domain/ids.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { Review } from '../domain/review/review.ts';
import { CHANGE_WORDS } from './approval/decided-words.ts';
import { inert, short } from './inert.ts';
import { dayTimeAgo } from './mrkdwn.ts';

const REASON = 80;

/** One review in a list: what was done, by whom, when, and why. */
export function reviewLine(review: Review): string {
  const { number, operation, target, change, at } = review;
  const what = `• *${hash(number)}* ${inert(operation)} *${inert(target)}*`;
  const why = review.reason === undefined ? '' : `: ${short(review.reason, REASON)}`;
  switch (review.kind) {
    case 'glass':
      return `${what}, *without the approval it takes*, by ${who(review.by)} ${dayTimeAgo(at)}${why}`;
    case 'alone':
      return `${what} (it ${CHANGE_WORDS[change]}), alone, by ${who(review.requester)} ${dayTimeAgo(at)}${why}`;
  }
}

const who = (actor: Actor): string => (actor.kind === 'slack' ? `<@${inert(actor.user)}>` : actor.kind);
