import type { Pass } from '../../domain/window/gate.ts';
import type { Stretch } from '../../domain/window/stretch.ts';
import type { Window } from '../../domain/window/window.ts';
import { buttonRow } from '../button.ts';
import { actorWords } from '../hold-words.ts';
import { code, inert, shortVisible } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { dayTime } from '../mrkdwn.ts';
import { passLine } from '../stop-words.ts';

/** Words that somebody typed are shown back no longer than this. */
const TYPED = 70;

/** A pass that stands now, for everybody where it was said. `was`: the pass whose place it took. */
export const passGiven = (pass: Pass, was?: Pass): Message =>
  withBlocks(
    plainMessage(
      [
        passLine(pass),
        'Changes that only it stopped go through until then; freezes and locks stand.',
        ...(was ? [`Before, it was until ${dayTime(was.until)} by ${actorWords(was.by)}.`] : []),
      ].join('\n'),
    ),
    buttonRow([{ label: 'What is held', words: 'locks' }]),
  );

/** Somebody else's pass stays as it is. */
export const passStands = (pass: Pass): Message =>
  plainMessage(`${passLine(pass)}. Yours would say no more than that: nothing was changed.`);

/** The window doesn't stand before the pass would end. */
export const passUseless = ({ name }: Pick<Window, 'name'>, next: Stretch | undefined): Message =>
  plainMessage(
    `The window *${inert(name)}* doesn't stand now${next ? `, and not before ${dayTime(next.since)}` : ''}: there is nothing to lift. Nothing was changed.`,
  );

/** A name that no window has, with those most like it, else all of them. */
export function unknownWindow(words: string, close: readonly string[], all: readonly string[]): Message {
  const said = `The configuration has no window ${code(shortVisible(words, TYPED))}.`;
  if (all.length === 0) return plainMessage(`${said} It has none at all. Nothing was changed.`);
  const names = (some: readonly string[]): string => some.map((name) => code(name)).join(' or ');
  const hint = close.length > 0 ? `Did you mean ${names(close)}?` : `It has ${names(all)}.`;
  return plainMessage(`${said} ${hint} Nothing was changed.`);
}

/** A stack that has no critical alarms, or no stack at all. */
export function noCriticalAlarms(words: string, close: readonly string[]): Message {
  const hint = close.length > 0 ? ` Did you mean ${close.map((name) => code(name)).join(' or ')}?` : '';
  return plainMessage(
    `The configuration has no critical alarms for a stack ${code(shortVisible(words, TYPED))}.${hint} Nothing was changed.`,
  );
}
