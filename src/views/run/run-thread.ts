import { hash } from '../../domain/ids.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Preview } from '../../domain/run/preview.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import {
  approvalTexts,
  askedLines,
  changedText,
  decidedLines,
  waitsLines,
} from '../approval/approval-lines.ts';
import { code, inert, short, visibleLines } from '../inert.ts';
import { type ChatMessage, context, type Message, plainMessage, withBlocks } from '../message.ts';
import { clockTime } from '../mrkdwn.ts';
import { outcomeWords, tookWords } from './outcome-words.ts';

/** Whether an event is told as it happens, or so long afterwards that the reader must know. */
export type Timing = 'timely' | 'late';

/** An event with its place among the run's events, from 0. */
export interface ToldEvent {
  readonly event: RunEvent;
  readonly index: number;
  readonly timing?: Timing;
}

/** A message that is longer goes into a file; what it begins with is shown. */
const LONGEST = 2_500;

/**
 * One event of a run as a message in its thread. Events come from the ledger and are redacted there, so cutting one
 * can't halve a secret.
 */
export function runThread(run: Run, { event, index, timing = 'timely' }: ToldEvent): ChatMessage {
  const late =
    timing === 'late' ? [context(`:hourglass: happened at ${clockTime(event.at)}, told late`)] : [];
  const whole = lines(run, event, inert).join('\n');
  if (whole.length <= LONGEST) return withBlocks(plainMessage(whole), late);
  const name = `run-${run.number}-event-${index + 1}.txt`;
  const cut = lines(run, event, spending(LONGEST)).filter((line) => !/^(?:• ?)?$/.test(line));
  const ending = (said: string): Message =>
    withBlocks(plainMessage(cut.join('\n')), [context(`:page_facing_up: ${said}`), ...late]);
  return {
    ...ending(`… all of it is in the file ${code(name)}`),
    file: {
      name,
      content: inFull(run, event),
      refused: ending(
        "… the rest is cut: Slack didn't take the file. Does the app have the scope `files:write`?",
      ),
    },
  };
}

/** All that is told of an event, line by line, for a file. */
function inFull({ number, request }: Run, event: RunEvent): string {
  const head = `${hash(number)} ${request.operation} ${targetName(request.target)}, ${new Date(event.at).toISOString()}`;
  return [head, '', ...outsideTexts(event).map(visibleLines), ''].join('\n');
}

function outsideTexts(event: RunEvent): string[] {
  switch (event.kind) {
    case 'effect':
      return [event.text];
    case 'note':
      return [event.text, ...(event.commands ?? [])];
    case 'preview':
      return [...event.rows.map(rowText), ...event.commands];
    case 'question':
      return [event.text, ...event.evidence, ...(event.commands ?? [])];
    case 'answered':
      return [event.label];
    case 'approval-asked':
      return [...(event.changed ?? []).map(changedText), ...approvalTexts(event.approval)];
    case 'approval-waits':
      return approvalTexts(event.approval);
    case 'decided':
      return event.reason === undefined ? [] : [event.reason];
    case 'end': {
      const { outcome } = event;
      if (outcome.kind === 'succeeded') return [outcome.summary];
      const next = 'next' in outcome ? outcome.next : undefined;
      const stops = outcome.kind === 'rejected' ? (outcome.stoppedBy ?? []) : [];
      return [...stops.map((hold) => hold.reason), outcome.reason, ...(next === undefined ? [] : [next])];
    }
  }
}

/** Says outside texts one after the other until so many characters are used up. */
function spending(purse: number): (text: string) => string {
  let left = purse;
  return (text) => {
    const said = short(text, left);
    left -= said.length;
    return said;
  };
}

/** What is told, outside texts as `say` has them. */
function lines(run: Run, event: RunEvent, say: (text: string) => string): string[] {
  switch (event.kind) {
    case 'effect':
      return [`:gear: ${say(event.text)}`];
    case 'note':
      return [`:information_source: ${say(event.text)}`, ...byHand(event.commands)];
    case 'preview':
      return previewLines(event, say);
    case 'question':
      return [
        `:raised_hand: ${say(event.text)} Nothing more is done until somebody answers.`,
        ...event.evidence.map((line) => `• ${say(line)}`),
        ...byHand(event.commands),
        `Look in the ECS console, then answer with the buttons above or with ${answers(run)}.`,
      ];
    case 'answered':
      return [`:raised_hand: <@${inert(event.user)}>: *${say(event.label)}*`];
    case 'approval-asked':
      return askedLines(run, event, say);
    case 'approval-waits':
      return waitsLines(run, event.approval);
    case 'decided':
      return decidedLines(event, say);
    case 'end':
      return end(run, event.outcome, event.at, say);
  }
}

/** Commands that can be copied as they are. */
const byHand = (commands: readonly string[] = [], head = 'By hand meanwhile:'): string[] =>
  commands.length === 0 ? [] : [head, ...commands.map(code)];

type PreviewRow = Preview['rows'][number];

const rowText = ({ label, before, after }: PreviewRow): string =>
  `${label}: ${before === undefined ? after : `${before} → ${after}`}`;

/** What stands out comes first; the commands can be copied as they are. */
function previewLines({ rows, commands }: Preview, say: (text: string) => string): string[] {
  const row = (one: PreviewRow): string => `${ROW[one.level]} ${say(rowText(one))}`;
  const warnings = rows.filter(({ level }) => level === 'warning');
  const changes = rows.filter(({ level }) => level === 'change');
  const same = rows.filter(({ level }) => level === 'same');
  return [
    ':mag: *What changes*',
    ...[...warnings, ...changes].map(row),
    ...(same.length === 0 ? [] : [`Unchanged: ${same.map(({ after }) => say(after)).join(', ')}`]),
    ...byHand(commands, 'The same by hand:'),
  ];
}

const ROW: Readonly<Record<PreviewRow['level'], string>> = { warning: ':warning:', change: '•', same: '•' };

const answers = ({ number }: Run): string =>
  `\`/ops resume ${number} happened\`, \`/ops resume ${number} didnt\` or \`/ops resume ${number} abandon\``;

function end(run: Run, outcome: Outcome, at: number, say: (text: string) => string): string[] {
  const { icon, said, why, next } = outcomeWords(outcome, say);
  const head = `${icon} *${hash(run.number)} ${said}*${tookWords(outcome, at - run.acceptedAt)}`;
  return [why === '' ? head : `${head}: ${why}`, ...(next === undefined ? [] : [next])];
}
