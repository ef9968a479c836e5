import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import type { LogLine } from '../../domain/logs/log-line.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { code, shortVisible } from '../inert.ts';
import { context, type Message, plainMessage, section } from '../message.ts';
import { clockTime, duration } from '../mrkdwn.ts';

/** So many of the lines that have just come stand in a message, none longer than this. */
const SHOWN = 10;
const LINE = 240;
const TYPED = 80;

/** A log is followed from now on. */
export function followingMessage(
  target: ResolvedService,
  { ms, filter, at }: { readonly ms: DurationMs; readonly filter?: string | undefined; readonly at: EpochMs },
): Message {
  const only = filter === undefined ? '' : `, lines with ${code(shortVisible(filter, TYPED))}`;
  return {
    text: `Following ${targetName(target)} for ${duration(ms)}`,
    blocks: [
      section(`:page_facing_up: Following *${targetName(target)}* for ${duration(ms)}${only}.`),
      context(
        `From ${code(target.logGroup)} since ${clockTime(at)} · what comes is shown here, all of it at the end`,
      ),
    ],
  };
}

/** What has come since the last message, oldest first. */
export function followedLines(target: ResolvedService, lines: readonly LogLine[]): Message {
  const left = lines.length - SHOWN;
  const more = left > 0 ? `, of which the last ${SHOWN} are shown` : '';
  const count = `${lines.length} new ${lines.length === 1 ? 'line' : 'lines'}`;
  const head = `:page_facing_up: *${targetName(target)}* ${count}${more}`;
  // Slack's sections hold 3,000 characters, and a date token makes a line longer than it looks.
  const shown = lines
    .slice(-SHOWN)
    .map(({ at, text }) => `${clockTime(at)} ${code(shortVisible(text, LINE))}`);
  const half = Math.ceil(shown.length / 2);
  const parts = [[head, ...shown.slice(0, half)], shown.slice(half)].filter((part) => part.length > 0);
  return {
    text: `${targetName(target)}: ${count}`,
    blocks: parts.map((part) => section(part.join('\n'))),
  };
}

/** No log is followed, and why. */
export const notFollowed = (target: ResolvedService, why: 'full' | 'closing' | 'nowhere-to-tell'): Message =>
  plainMessage(`:hourglass: The log of *${targetName(target)}* isn't followed: ${WHY[why]}`);

const WHY = {
  full: 'as many are followed already as I can at once. Try again in some minutes, or read it with `/ops logs`.',
  closing: 'I am being restarted. Try again in a minute.',
  'nowhere-to-tell': 'say it in a channel, where I can show what comes.',
} as const;
