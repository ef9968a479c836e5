import { asRead } from './as-read.ts';
import type { Entry, Outside, State } from './entry.ts';
import { holdEntries } from './samples/holds.ts';
import { readEntries } from './samples/reads.ts';
import { refusalEntries } from './samples/refusals.ts';
import { replyEntries } from './samples/replies.ts';
import { runEntries } from './samples/runs.ts';

/** Every view in every state, with outside texts as `outside` has them. */
export const gallery = (outside: Outside = (text) => text): readonly Entry[] => [
  ...runEntries(outside),
  ...replyEntries(outside),
  ...readEntries(outside),
  ...holdEntries(outside),
  ...refusalEntries(outside),
];

const SEEN_BY = {
  channel: 'Everybody in the channel sees it.',
  everybody: 'Everybody in the channel sees it.',
  thread: 'Everybody in the channel sees it, in the thread of the run.',
  person: 'Only the person who asked sees it.',
} as const satisfies Record<Entry['seenBy'], string>;

/** The page: each view with its states, as they are read. */
export function galleryPage(): string {
  return `# The messages

<!-- Written by tools/gallery.ts from src/views: change the views, or the samples in tools/gallery, and run it. -->

Every message that Wheelhouse writes, in every state, as Slack shows it. Times are in UTC here; Slack shows them in the reader's own zone. A line that begins with ▸ is a plan, which Slack shows folded; what it holds stands below it. A button says the words beside it, as if the person who clicks had typed them after \`/ops\`.

${gallery().map(section).join('\n')}`;
}

const section = ({ title, seenBy, states }: Entry): string =>
  `## ${title}\n\n${SEEN_BY[seenBy]}\n\n${states.map(shown).join('\n')}`;

/** A long text isn't worth reading here. */
const LONG = 600;
const inPart = (markdown: string): string =>
  markdown.length <= LONG
    ? markdown
    : `${markdown.slice(0, LONG / 3)} (and ${markdown.length - LONG / 3} characters more)`;

function shown({ when, message }: State): string {
  const { lines, unfolded, buttons } = asRead(message);
  const quoted = lines.map(({ markdown }) => `> ${inPart(markdown)}`).join('\\\n');
  const more = unfolded.map(({ markdown }) => `> - ${markdown.trim()}`);
  const below = buttons.map(
    ({ label, words, asks }) =>
      `- **[${label}]** says \`${words}\`${asks === undefined ? '' : `, and asks first: “${asks}”`}`,
  );
  const file = message.file ? [`Beside it: the file \`${message.file.name}\`.`] : [];
  return [
    `### ${when}`,
    '',
    quoted,
    ...(more.length > 0 ? ['>', ...more] : []),
    ...(below.length > 0 ? ['', ...below] : []),
    ...(file.length > 0 ? ['', ...file] : []),
    '',
  ].join('\n');
}
