import { entriesOf, type JournalEntry } from '../../domain/run/journal.ts';
import type { Run } from '../../domain/run/run.ts';
import { buttonRow } from '../button.ts';
import { inert, short } from '../inert.ts';
import { type Message, section } from '../message.ts';
import { dayTime } from '../mrkdwn.ts';
import { runButtons } from '../run/run-buttons.ts';
import { rootLines, smallPrint } from '../run/run-root.ts';

/** A run as its root tells it, with what is written of each step. */
export function runDetails(run: Run, journal: readonly JournalEntry[]): Message {
  const { text, lines } = rootLines(run);
  const at = run.request.plan.findIndex(({ id }) => id === run.step);
  const steps = run.request.plan.flatMap(({ id, title, optional }, i) => {
    const entries = entriesOf(journal, id);
    // A step that was left out, or may be, is nothing to read about.
    return optional && entries.length === 0 && i !== at ? [] : [stepLine(title, entries)];
  });
  const seen = run.state.status === 'parked' ? seenLines(run.state.parked.evidence) : [];
  return {
    text,
    blocks: [
      section(lines.join('\n')),
      section([...steps, ...seen].join('\n')),
      ...smallPrint(run),
      ...buttonRow(runButtons(run)),
    ],
  };
}

function stepLine(title: string, entries: readonly JournalEntry[]): string {
  const [first] = entries;
  const done = entries.find((entry) => entry.kind === 'done');
  const tries = entries.filter((entry) => entry.kind === 'intent').length;
  const again = tries > 1 ? `, asked ${tries} times` : '';
  if (done) return `✓ ${inert(title)} · ${dayTime(done.at)}${again}`;
  return first ? `▸ ${inert(title)} · since ${dayTime(first.at)}${again}` : `○ ${inert(title)}`;
}

/** So much is shown of what was seen; all of it is in the run's thread. */
const SEEN = 8;
const SEEN_LENGTH = 250;

function seenLines(evidence: readonly string[]): string[] {
  const more = evidence.length - SEEN;
  return [
    'What was seen:',
    ...evidence.slice(0, SEEN).map((line) => `• ${short(line, SEEN_LENGTH)}`),
    ...(more > 0 ? [`• … and ${more} more in its thread`] : []),
  ];
}
