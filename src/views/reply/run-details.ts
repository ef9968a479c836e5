import type { StepId } from '../../domain/ids.ts';
import { entriesOf, type JournalEntry } from '../../domain/run/journal.ts';
import type { Run } from '../../domain/run/run.ts';
import { type Message, section } from '../message.ts';
import { clockTime, inert } from '../mrkdwn.ts';
import { runRoot } from '../run/run-root.ts';

/** A run's root message with what is written of each step below it. */
export function runDetails(run: Run, journal: readonly JournalEntry[]): Message {
  const root = runRoot(run);
  const lines = run.request.plan.map(({ id, title }) => stepLine(title, entriesOf(journal, id)));
  const parked =
    run.state.status === 'parked' ? parkedLines(run.state.parked.step, run.state.parked.evidence) : [];
  return { text: root.text, blocks: [...root.blocks, section([...lines, ...parked].join('\n'))] };
}

function stepLine(title: string, entries: readonly JournalEntry[]): string {
  const [first] = entries;
  const done = entries.find((entry) => entry.kind === 'done');
  const tries = entries.filter((entry) => entry.kind === 'intent').length;
  const again = tries > 1 ? `, asked ${tries} times` : '';
  if (done) return `✓ ${inert(title)} · ${clockTime(done.at)}${again}`;
  return first ? `▸ ${inert(title)} · since ${clockTime(first.at)}${again}` : `○ ${inert(title)}`;
}

const parkedLines = (step: StepId, evidence: readonly string[]): string[] => [
  `What was seen at step \`${step}\`:`,
  ...evidence.map((line) => `• ${inert(line)}`),
];
