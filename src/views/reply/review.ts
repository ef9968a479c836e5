import { hash, type RunNumber } from '../../domain/ids.ts';
import type { MayReview } from '../../domain/review/may-review.ts';
import type { Review } from '../../domain/review/review.ts';
import { buttonRow } from '../button.ts';
import { code, inert, short, shortName, shortVisible } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { closingWords, reviewLine } from '../review-line.ts';
import { groupWords, roleWords } from '../role-words.ts';
import { showButton } from '../run/run-buttons.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const REASON = 160;
const NAME = 80;
/** So many are listed; the rest are counted. */
const LISTED = 5;

/** What nobody has looked at yet. */
export function openReviews(open: readonly Review[]): Message {
  if (open.length === 0) return plainMessage('Nothing waits for a review.');
  const shown = open.slice(0, LISTED);
  const more = open.length > shown.length ? [`… and ${open.length - shown.length} more`] : [];
  const closing = shown
    .slice(0, 1)
    .map(
      (one) =>
        `Somebody who had no part in it closes ${open.length === 1 ? 'it' : 'each by its name'}: ${code(`/ops ${closingWords(one)} --note "…"`)}.`,
    );
  return plainMessage(
    [
      `${open.length === 1 ? 'One review is' : `${open.length} reviews are`} open:`,
      ...shown.map(reviewLine),
      ...more,
      ...closing,
    ].join('\n'),
  );
}

/** Somebody has closed all that was open of a run, an alarm, a service or a stack, by its name. */
export const reviewed = (name: string, user: string, note: string): Message =>
  plainMessage(`:mag: <@${inert(user)}> reviewed ${shortName(name, NAME)}: ${short(note, REASON)}`);

/** Of an alarm, a service or a stack there is none to close. */
export const noAlarmReview = (name: string): Message =>
  plainMessage(
    `${shortName(name, NAME)} waits for no review: it was reviewed already, or never needed one. \`/ops review\` lists what is open.`,
  );

/** Words that name nothing that could wait for one, with those most like it. */
export function unknownReview(words: string, close: readonly string[]): Message {
  const hint =
    close.length > 0
      ? `Did you mean ${close.map((one) => code(one)).join(' or ')}?`
      : 'Say a run (`1042`), an alarm (`A17`), a service or a stack: `/ops review` lists what is open.';
  return plainMessage(`I know nothing ${code(shortVisible(words, NAME))} to review. ${hint}`);
}

/** Of a run there is none to close. */
export const noReview = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(`${hash(number)} waits for no review: it was reviewed already, or never needed one.`),
    buttonRow([showButton({ number })]),
  );

/** The policy says no. */
export const mayNotReview = (name: string, may: Extract<MayReview, { kind: 'no' }>): Message =>
  plainMessage(`:no_entry: ${words(shortName(name, NAME), may)} The review stays open.`);

function words(name: string, may: Extract<MayReview, { kind: 'no' }>): string {
  switch (may.why) {
    case 'foreign-team':
      return "I only serve this bot's own workspace.";
    case 'own-change':
      return `You had a part in ${name}, so somebody else must review it.`;
    case 'memberships-unknown':
      return `I can't check just now whether you may review ${name}: Slack doesn't tell me who is in the ${groupWords(may.groups)}. Try again in a moment.`;
    case 'not-in-role':
      return may.roles.length === 0
        ? `You may not review ${name}.`
        : `You may not review ${name}. That is for ${or.format(may.roles.map(({ role }) => roleWords(role)))}.`;
  }
}
