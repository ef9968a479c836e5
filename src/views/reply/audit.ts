import { type AuditLine, lineText } from '../../domain/audit/chain.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { entryWords } from '../audit-words.ts';
import { code, inert, short, visible } from '../inert.ts';
import { type ChatMessage, context, type Message, section } from '../message.ts';
import { clockTime, dayTime } from '../mrkdwn.ts';

/** What was looked for in the audit, and what was found, the newest first. */
export interface AuditRead {
  readonly lines: readonly AuditLine[];
  readonly from: EpochMs;
  readonly at: EpochMs;
  readonly run?: number;
  readonly user?: string;
  /** `newest`: there may be older ones that were not looked at. */
  readonly extent: 'all' | 'newest';
}

/** So many stand in the message, none longer than this. */
const SHOWN = 10;
const LINE = 140;

/** The newest entries, a short line each; all of them, as they are in the chain, as a file where there are more. */
export function auditMessage(read: AuditRead): ChatMessage {
  const { lines, at } = read;
  const shown = lines.slice(0, SHOWN);
  const message = (rest: readonly string[]): Message => ({
    text: `${titleOf(read)}: ${count(lines.length)}`,
    blocks: [
      section(
        [
          `*${titleOf(read)}* · ${lines.length === 0 ? 'no entry' : count(lines.length)}, newest first · as of ${clockTime(at)}`,
          ...shown.map(lineWords),
          ...rest,
        ].join('\n'),
      ),
      context(
        [
          'Each entry holds the hash of the one before: `wheelhouse audit verify` checks an export',
          ...(read.extent === 'all'
            ? []
            : ['older entries were not looked at: narrow it down, or export all']),
        ].join(' · '),
      ),
    ],
  });
  if (lines.length === 0) return message([]);
  const name = `audit-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}.txt`;
  return {
    ...message([`All of it is in the file ${code(name)} in our direct messages.`]),
    file: {
      name,
      content: lines.map(fileLine).join('\n'),
      refused: message([
        `The file with all of it isn't to be had here: ${code('--run')}, ${code('--user')} and ${code('--since')} narrow it down.`,
      ]),
    },
  };
}

const count = (entries: number): string => `${entries} ${entries === 1 ? 'entry' : 'entries'}`;

function titleOf({ run, user, from }: AuditRead): string {
  const parts = [
    ...(run === undefined ? [] : [`of #${run}`]),
    ...(user === undefined ? [] : [`of <@${inert(user)}>`]),
    // Of a run everything is looked for, and the beginning of time says nothing.
    ...(from > 0 && run === undefined ? [`since ${dayTime(from)}`] : []),
  ];
  return ['Audit', ...parts].join(' ');
}

function lineWords(line: AuditLine): string {
  const { icon, who, what } = entryWords(line);
  const name = 'user' in who ? `<@${inert(who.user)}>` : inert(who.name);
  // Several texts from outside stand in one sentence: a mark of one must not pair with that of another.
  return `${icon} ${dayTime(line.at)} ${name} ${short(what.replaceAll('`', "'"), LINE)}`;
}

/** For a reader and for a program: when, who and what, and behind it the line of the chain. */
function fileLine(line: AuditLine): string {
  const { who, what } = entryWords(line);
  return `${new Date(line.at).toISOString()} ${'user' in who ? who.user : who.name} ${visible(what)}\t${lineText(line)}`;
}
