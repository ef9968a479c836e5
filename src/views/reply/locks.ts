import type { EpochMs } from '../../domain/clock.ts';
import type { Hold } from '../../domain/hold/hold.ts';
import { hash } from '../../domain/ids.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import type { Pass } from '../../domain/window/gate.ts';
import type { WindowTimes } from '../../domain/window/stretch.ts';
import { buttonRow } from '../button.ts';
import { holdLine, liftButton } from '../hold-words.ts';
import { inert } from '../inert.ts';
import { type Message, plainMessage, section } from '../message.ts';
import { clockTime, dayTimeAgo } from '../mrkdwn.ts';
import { passLine } from '../stop-words.ts';
import { nextWindowLine, windowLine } from '../window-words.ts';

/** What holds something at a moment. `unread`: there are more unfinished runs than were looked at. */
export interface Locks {
  readonly holds: readonly Hold[];
  readonly windows: readonly WindowTimes[];
  /** What is let past windows and critical alarms. */
  readonly passes: readonly Pass[];
  /** The runs that hold a service, and may have done so for long. */
  readonly runs: readonly Run[];
  readonly unread: 'none' | 'some';
  readonly at: EpochMs;
}

/** More are counted: a section of Slack holds 3,000 characters. */
const HOLDS = 8;
const RUNS = 20;
/** So many buttons fit beside each other. */
const BUTTONS = 3;

/** Freezes, locks, and the runs that hold a service, in this order. */
export function locksMessage({ holds, windows, passes, runs, unread, at }: Locks): Message {
  const title = `*What is held* · as of ${clockTime(at)}`;
  const shut = [...standing(windows), ...passes.slice(0, HOLDS).map(passLine), ...upcoming(windows)];
  if (holds.length === 0 && runs.length === 0 && unread === 'none') {
    const nothing = 'Nothing is frozen or locked, and no run holds anything.';
    return plainMessage([title, nothing, ...shut].join('\n'));
  }
  const held = [...holds.slice(0, HOLDS).map(holdLine), ...more(holds.length - HOLDS), ...shut];
  const running = [
    ...runs.slice(0, RUNS).map(runLine),
    ...more(runs.length - RUNS),
    ...(unread === 'some' ? ['Older runs may hold something too: `/ops runs --live` lists more.'] : []),
  ];
  return {
    text: `${title}: ${holds.length} freezes or locks, ${runs.length} runs`,
    blocks: [
      section([title, ...held].join('\n')),
      ...(running.length > 0 ? [section(running.join('\n'))] : []),
      ...buttonRow(holds.slice(0, BUTTONS).map(liftButton)),
    ],
  };
}

/** Windows that stand, those that end first before the others. */
function standing(windows: readonly WindowTimes[]): string[] {
  const now = windows
    .flatMap(({ window, now: stretch }) => (stretch ? [{ window, stretch }] : []))
    .sort((a, b) => a.stretch.until - b.stretch.until);
  return [
    ...now.slice(0, HOLDS).map(({ window, stretch }) => windowLine(window, stretch)),
    ...more(now.length - HOLDS),
  ];
}

/** The window that begins next. */
function upcoming(windows: readonly WindowTimes[]): string[] {
  const [first] = windows
    .flatMap(({ window, next }) => (next ? [{ window, next }] : []))
    .sort((a, b) => a.next.since - b.next.since);
  return first === undefined ? [] : [nextWindowLine(first.window, first.next)];
}

const more = (count: number): string[] => (count > 0 ? [`… and ${count} more`] : []);

function runLine({ number, request, state, heldSince, acceptedAt }: Run): string {
  const icon = state.status === 'parked' ? ':raised_hand:' : ':large_blue_circle:';
  const what = `*${hash(number)}* ${inert(request.operation)} holds ${targetName(request.target)}`;
  return `${icon} ${what} · since ${dayTimeAgo(heldSince ?? acceptedAt)}`;
}
