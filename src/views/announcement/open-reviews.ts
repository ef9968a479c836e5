import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { buttonRow } from '../button.ts';
import { code } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { closingWords, reviewLine } from '../review-line.ts';

/** What was done alone and nobody has looked at yet: one message for all of it. */
export function openReviewsMessage({ some, count }: AnnouncedOf<'open-reviews'>): Message {
  const more = count > some.length ? [`… and ${count - some.length} more`] : [];
  const what = count === 1 ? 'One thing was' : `${count} things were`;
  const closing = some
    .slice(0, 1)
    .map((one) => `Somebody else closes each by its name: ${code(`/ops ${closingWords(one)} --note "…"`)}.`);
  return withBlocks(
    plainMessage(
      [
        `:mag: *${what} done alone, and nobody has looked at ${count === 1 ? 'it' : 'them'} yet*:`,
        ...some.map(reviewLine),
        ...more,
        ...closing,
      ].join('\n'),
    ),
    buttonRow([{ label: 'All open reviews', words: 'review' }]),
  );
}
