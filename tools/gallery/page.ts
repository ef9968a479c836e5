import type { Entry, Outside } from './entry.ts';
import { alarmReplyEntries } from './samples/alarm-replies.ts';
import { announcementEntries } from './samples/announcements.ts';
import { approvalEntries } from './samples/approval.ts';
import { guardEntries } from './samples/guard.ts';
import { holdEntries } from './samples/holds.ts';
import { homeEntries } from './samples/home.ts';
import { incidentEntries } from './samples/incident-messages.ts';
import { modalEntries } from './samples/modals.ts';
import { readEntries } from './samples/reads.ts';
import { refusalEntries } from './samples/refusals.ts';
import { replyEntries } from './samples/replies.ts';
import { reviewEntries } from './samples/review.ts';
import { runEntries } from './samples/runs.ts';
import { shown } from './shown.ts';

/** Every view in every state, with outside texts as `outside` has them. */
export const gallery = (outside: Outside = (text) => text): readonly Entry[] => [
  ...runEntries(outside),
  ...replyEntries(outside),
  ...readEntries(outside),
  ...incidentEntries(outside),
  ...alarmReplyEntries(outside),
  ...holdEntries(outside),
  ...approvalEntries(outside),
  ...guardEntries,
  ...announcementEntries(outside),
  ...reviewEntries(outside),
  ...refusalEntries(outside),
  ...homeEntries(outside),
  ...modalEntries(outside),
];

const SEEN_BY = {
  channel: 'Everybody in the channel sees it.',
  alarm: 'Everybody in the channel sees it.',
  everybody: 'Everybody in the channel sees it.',
  thread: 'Everybody in the channel sees it, in its thread.',
  person: 'Only the person who asked sees it.',
  reader: 'Each reader sees their own, on the Home tab of Wheelhouse.',
  opener: 'Only the person who opened it sees it, over what they were looking at.',
} as const satisfies Record<Entry['seenBy'], string>;

/** The page: each view with its states, as they are read. */
export function galleryPage(): string {
  return `# The messages, the Home and the forms

<!-- Written by tools/gallery.ts from src/views: change the views, or the samples in tools/gallery, and run it. -->

Every message, Home and modal of Wheelhouse, in every state, as Slack shows it. Times are in UTC here; Slack shows them in the reader's own zone. A line that begins with ▸ is a plan, which Slack shows folded; what it holds stands below it. A button says the words beside it, as if the person who clicks had typed them after \`/ops\`. What somebody asked for with \`status\`, \`runs\` or \`show\` has a Share button besides, which shows it to the channel. In a modal, [ ] names the kind of a field, and what stands in the field follows; ✕ marks what Slack shows in red below it.

${gallery().map(section).join('\n')}`;
}

const section = ({ title, seenBy, states }: Entry): string =>
  `## ${title}\n\n${SEEN_BY[seenBy]}\n\n${states.map(shown).join('\n')}`;
