import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import type { LogLine } from '../../domain/logs/log-line.ts';
import { looksLikeError } from '../../domain/logs/noise.ts';
import type { FoundLines } from '../../domain/ports/logs.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { code, short, shortVisible, visibleLines } from '../inert.ts';
import { type ChatMessage, context, type Message, section } from '../message.ts';
import { clockTime, dayTime, duration } from '../mrkdwn.ts';
import { statusButton } from '../run/run-buttons.ts';

/** What was asked of a log, and what was found. */
export interface LogRead {
  readonly target: ResolvedService;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** As it was typed. */
  readonly filter?: string;
  readonly found: FoundLines;
  readonly at: EpochMs;
  /** Present where the lines were followed as they came. */
  readonly followed?: LogFollowed;
}

/** How a log was followed. */
export interface LogFollowed {
  readonly ms: DurationMs;
  /** Why it ended before its time. */
  readonly cutShort?: string;
  /** How many of the first lines aren't kept. */
  readonly forgotten: number;
  readonly extent: 'all' | 'sampled';
}

/** So many lines stand in the message, none longer than this. */
const SHOWN = 10;
const LINE = 240;
const TYPED = 80;

/**
 * The last lines that look like errors, or without such the last lines; all of them, oldest first, as a file for the
 * person alone where there are more than the message shows.
 */
export function logsMessage(read: LogRead): ChatMessage {
  const { target, found } = read;
  const { lines } = found;
  const errors = lines.filter(({ text }) => looksLikeError(text));
  const telling = read.filter === undefined && errors.length > 0 ? errors : lines;
  const shown = telling.slice(0, SHOWN).reverse();
  const whole = shown.length === lines.length && lines.every(({ text }) => text.length <= LINE);
  if (whole) return messageOf(read, shown, errors.length, undefined);
  const name = `${target.stack}-${target.service}-${new Date(read.to).toISOString().slice(0, 19).replaceAll(':', '')}.log`;
  return {
    ...messageOf(
      read,
      shown,
      errors.length,
      `All ${lines.length} lines are in the file ${code(name)} in our direct messages.`,
    ),
    file: {
      name,
      content: [...lines].reverse().map(fileLine).join('\n'),
      refused: messageOf(
        read,
        shown,
        errors.length,
        `${lines.length - shown.length} of ${lines.length} lines aren't shown, and the file with them isn't to be had here: narrow it down by ${code('--since')} or ${code('--filter')}.`,
      ),
    },
  };
}

function messageOf(
  read: LogRead,
  shown: readonly LogLine[],
  errors: number,
  rest: string | undefined,
): Message {
  const { target, from, to, filter, found, at, followed } = read;
  const count = `${found.lines.length} ${found.lines.length === 1 ? 'line' : 'lines'}`;
  const filtered = filter === undefined ? '' : ` with ${code(shortVisible(filter, TYPED))}`;
  const many =
    errors === 0 ? '' : `, ${errors} of them ${errors === 1 ? 'looks like an error' : 'look like errors'}`;
  const said = found.lines.length === 0 ? `no line${filtered}` : `${count}${filtered}${many}`;
  const lines = [
    `${errors > 0 ? ':warning:' : ':page_facing_up:'} *${targetName(target)}* ${said} · ${dayTime(from)} to ${clockTime(to)}`,
    ...(followed?.cutShort === undefined ? [] : [`:warning: ${short(followed.cutShort, 500)}`]),
    ...shown.map((line) => `${clockTime(line.at)} ${code(shortVisible(line.text, LINE))}`),
    ...(rest === undefined ? [] : [rest]),
  ];
  const notes = [
    followed === undefined
      ? `Read from ${code(target.logGroup)} at ${clockTime(at)}`
      : `Followed ${code(target.logGroup)} for ${duration(followed.ms)}`,
    ...(followed === undefined ? [] : losses(followed)),
    ...(found.dropped > 0 ? [`${found.dropped} health checks left out`] : []),
    ...(found.searchedTo === 'all' ? [] : [unsearched(found.searchedTo)]),
  ];
  return {
    text: `${targetName(target)}: ${found.lines.length === 0 ? 'no line of log' : count}`,
    blocks: [
      ...sections(lines),
      context(notes.join(' · ')),
      ...buttonRow([statusButton(target), explainButton(target)]),
    ],
  };
}

/** Slack's sections hold 3,000 characters, and a date token makes a line longer than it looks. */
function sections(lines: readonly string[]): Message['blocks'] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    const last = parts.at(-1) ?? [];
    if ([...last, line].join('\n').length > 2900) parts.push([line]);
    else last.push(line);
  }
  return parts.map((part) => section(part.join('\n')));
}

/** What was written and isn't shown. More than 500 lines a second are sampled (CloudWatch Logs API, StartLiveTail). */
const losses = ({ extent, forgotten }: LogFollowed): string[] => [
  ...(extent === 'sampled' ? ['more than 500 lines came in a second: some are lost'] : []),
  ...(forgotten > 0 ? [`the first ${forgotten} lines are left out`] : []),
];

const unsearched = (to: EpochMs | 'unknown'): string =>
  to === 'unknown' ? 'older lines were not read' : `lines before ${dayTime(to)} were not read`;

const explainButton = (target: ResolvedService): WordsButton => ({
  label: 'Explain',
  words: `explain ${targetName(target)}`,
});

const fileLine = ({ at, stream, text }: LogLine): string =>
  `${new Date(at).toISOString()} ${stream.split('/').at(-1)?.slice(0, 8) ?? ''} ${visibleLines(text)}`;

/** A log that couldn't be read. */
export const logsUnread = (target: ResolvedService, why: string): Message => ({
  text: `The log of ${targetName(target)} can't be read: ${short(why, 500)}`,
  blocks: [
    section(`:grey_question: The log of *${targetName(target)}* can't be read: ${short(why, 500)}`),
    ...buttonRow([statusButton(target)]),
  ],
});
