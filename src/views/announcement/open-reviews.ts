import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { buttonRow } from '../button.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { reviewLine } from '../review-line.ts';

/** What was done alone and nobody has looked at yet: one message for all of it. */
export function openReviewsMessage({ some, count }: AnnouncedOf<'open-reviews'>): Message {
  const more = count > some.length ? [`… and ${count - some.length} more`] : [];
  return withBlocks(
    plainMessage(
      [
        `:mag: *${count === 1 ? 'One change was made alone, and nobody has' : `${count} changes were made alone, and nobody has`} looked at ${count === 1 ? 'it' : 'them'} yet*:`,
        ...some.map(reviewLine),
        ...more,
        'Somebody else closes each: `/ops review RUN --note "…"`.',
      ].join('\n'),
    ),
    buttonRow([{ label: 'All open reviews', words: 'review' }]),
  );
}
