import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { hash } from '../../domain/ids.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { GlassReview } from '../../domain/review/review.ts';
import { CHANGE_WORDS } from '../approval/decided-words.ts';
import { buttonRow } from '../button.ts';
import { inert, short } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { dayTimeAgo } from '../mrkdwn.ts';
import { showButton } from '../run/run-buttons.ts';

const REASON = 300;

const who = (actor: Actor): string => (actor.kind === 'slack' ? `<@${inert(actor.user)}>` : 'somebody');

const what = ({ number, operation, target, change }: GlassReview): string =>
  `*${hash(number)} ${inert(operation)} ${inert(target)}* (it ${CHANGE_WORDS[change]})`;

/** Somebody went on without an approval: who, what, why, and what is to be done. */
export const glassBrokenMessage = ({ review }: AnnouncedOf<'glass-broken'>): Message =>
  withBlocks(
    plainMessage(
      [
        `:rotating_light: *Glass broken*: ${who(review.by)} goes on with ${what(review)} without an approval.`,
        `Why: ${short(review.reason, REASON)}`,
        `Somebody else must review it: \`/ops review ${review.number} --note "…"\`. To stop it: \`/ops cancel ${review.number}\`.`,
      ].join('\n'),
    ),
    buttonRow([showButton(review)]),
  );

/** Nobody has reviewed it yet. */
export const reviewReminderMessage = ({ review, since }: AnnouncedOf<'review-reminder'>): Message =>
  withBlocks(
    plainMessage(
      [
        `:mag: Nobody has reviewed ${what(review)} yet: ${who(review.by)} broke the glass for it ${dayTimeAgo(since)}.`,
        `Why: ${short(review.reason, REASON)}`,
        `Somebody who had no part in it closes this: \`/ops review ${review.number} --note "…"\`.`,
      ].join('\n'),
    ),
    buttonRow([showButton(review)]),
  );
