import { hash, type RunNumber } from '../../domain/ids.ts';
import type { MayReview } from '../../domain/review/may-review.ts';
import type { Review } from '../../domain/review/review.ts';
import { buttonRow } from '../button.ts';
import { inert, short } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { reviewLine } from '../review-line.ts';
import { groupWords, roleWords } from '../role-words.ts';
import { showButton } from '../run/run-buttons.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const REASON = 160;
/** So many are listed; the rest are counted. */
const LISTED = 5;

/** What nobody has looked at yet. */
export function openReviews(open: readonly Review[]): Message {
  if (open.length === 0) return plainMessage('Nothing waits for a review.');
  const shown = open.slice(0, LISTED);
  const more = open.length > shown.length ? [`… and ${open.length - shown.length} more`] : [];
  return plainMessage(
    [
      `${open.length === 1 ? 'One run waits' : `${open.length} runs wait`} for a review:`,
      ...shown.map(reviewLine),
      ...more,
      'Somebody who had no part in it closes it: `/ops review RUN --note "…"`.',
    ].join('\n'),
  );
}

/** A review is closed. */
export const reviewed = (number: RunNumber, user: string, note: string): Message =>
  plainMessage(`:mag: <@${inert(user)}> reviewed ${hash(number)}: ${short(note, REASON)}`);

/** There is none to close. */
export const noReview = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(`${hash(number)} waits for no review: it was reviewed already, or never needed one.`),
    buttonRow([showButton({ number })]),
  );

/** The policy says no. */
export const mayNotReview = (number: RunNumber, may: Extract<MayReview, { kind: 'no' }>): Message =>
  plainMessage(`:no_entry: ${words(number, may)} The review stays open.`);

function words(number: RunNumber, may: Extract<MayReview, { kind: 'no' }>): string {
  switch (may.why) {
    case 'foreign-team':
      return "I only serve this bot's own workspace.";
    case 'own-change':
      return `You had a part in ${hash(number)}, so somebody else must review it.`;
    case 'memberships-unknown':
      return `I can't check just now whether you may review ${hash(number)}: Slack doesn't tell me who is in the ${groupWords(may.groups)}. Try again in a moment.`;
    case 'not-in-role':
      return may.roles.length === 0
        ? `You may not review ${hash(number)}.`
        : `You may not review ${hash(number)}. That is for ${or.format(may.roles.map(({ role }) => roleWords(role)))}.`;
  }
}
