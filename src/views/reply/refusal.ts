import type { Hold } from '../../domain/hold/hold.ts';
import { hash, type RunNumber } from '../../domain/ids.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Stop } from '../../domain/window/stop.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { holdLine } from '../hold-words.ts';
import { code, inert, label, short, shortVisible } from '../inert.ts';
import type { Message } from '../message.ts';
import { plainMessage, withBlocks } from '../message.ts';
import { cancelButton, showButton } from '../run/run-buttons.ts';
import { liftingWords, stopWords } from '../stop-words.ts';

/** Words that somebody typed are shown back no longer than this. */
const TYPED = 80;
const typed = (words: string): string => code(shortVisible(words, TYPED));
/** A button's label that still can be read on a phone. */
const LABEL = 40;
/** Slack: a button's text. */
const LABEL_MAX = 75;

/** Buttons that say the words meant, each labelled with what sets it apart. */
const meant = (close: readonly string[], wordsOf: (meant: string) => string): WordsButton[] =>
  close.map((one) => ({ label: label(one, LABEL), words: wordsOf(one) }));

/** A verb that isn't one, with those most like it. `wordsOf` gives all that was typed, with that verb instead. */
export function unknownVerb(
  verb: string,
  close: readonly string[],
  wordsOf: (verb: string) => string = (meant) => meant,
): Message {
  const said = `I don't know the verb ${typed(verb)}.`;
  if (close.length === 0) {
    return withBlocks(
      plainMessage(`${said} \`/ops help\` lists them.`),
      buttonRow([{ label: 'Help', words: 'help' }]),
    );
  }
  const hint = close.map((one) => typed(`/ops ${one}`)).join(' or ');
  const buttons = close.map((one) => ({ label: label(wordsOf(one), LABEL), words: wordsOf(one) }));
  return withBlocks(plainMessage(`${said} Did you mean ${hint}?`), buttonRow(buttons));
}

/** A command that can't be read; `problem` says what to do, its code spans are kept. */
export const badCommand = (problem: string): Message =>
  plainMessage(`:warning: ${short(problem, 1_000)} Nothing was started.`);

/**
 * A target that isn't one, with those most like it. `wordsOf` gives all that was typed, with that target instead;
 * without it there are no buttons.
 */
export function unknownTarget(
  words: string,
  close: readonly string[],
  wordsOf?: (target: string) => string,
): Message {
  const hint =
    close.length > 0
      ? `Did you mean ${close.map(typed).join(' or ')}?`
      : "I know those in Wheelhouse's configuration.";
  return withBlocks(
    plainMessage(`I don't know the service ${typed(words)}. ${hint} Nothing was started.`),
    buttonRow(wordsOf ? meant(close, wordsOf) : []),
  );
}

/** So many choices are buttons; more are a list, because a phone would show nothing else. */
const BUTTONS = 5;
const LISTED = 25;

/**
 * A target that several stacks have, or that this channel's stack doesn't. `wordsOf` gives all that was typed, with
 * that choice as its target.
 */
export function ambiguousTarget(
  verb: string,
  choices: readonly ResolvedService[],
  wordsOf: (choice: ResolvedService) => string = (choice) => `${verb} ${targetName(choice)}`,
): Message {
  const lines = choices.slice(0, LISTED).map((choice) => `• ${typed(`/ops ${wordsOf(choice)}`)}`);
  const more = choices.length - lines.length;
  const all = [
    'Say which one. Nothing was started yet.',
    ...lines,
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
  if (choices.length > BUTTONS) return plainMessage(all.join('\n'));
  const buttons = choices.map((choice) => ({
    label: label(targetName(choice), LABEL_MAX),
    words: wordsOf(choice),
  }));
  return {
    text: all.join('\n'),
    blocks: withBlocks(plainMessage('Which one? Nothing was started yet.'), buttonRow(buttons)).blocks,
  };
}

/** Another run has the service; freezes and locks stop it too, if there are any. */
export const targetHeld = (
  target: ResolvedService,
  by: RunNumber,
  operation: string,
  stoppedBy: readonly Hold[] = [],
): Message =>
  withBlocks(
    plainMessage(
      [
        `:no_entry: ${hash(by)} (${inert(operation)}) holds *${targetName(target)}*. Nothing was started: try again when it's over.`,
        ...stoppedBy.map(holdLine),
      ].join('\n'),
    ),
    buttonRow([showButton({ number: by }), cancelButton({ number: by }, `Cancel ${hash(by)}`)]),
  );

/** Freezes, locks and windows stop it: who or what, why, until when, and what lifts them. */
export const targetStopped = (stoppedBy: readonly Stop[]): Message =>
  withBlocks(
    plainMessage(
      [
        `:no_entry: Nothing was started: ${stoppedBy.map((stop) => stopWords(stop)).join('; ')}.`,
        `To lift that: ${stoppedBy.map((stop) => code(`/ops ${liftingWords(stop)}`)).join(' and ')}.`,
      ].join('\n'),
    ),
    buttonRow([{ label: 'What is held', words: 'locks' }]),
  );

/** Redis gave no answer in time. */
export const notConfirmed: Message = plainMessage(
  ':warning: Not confirmed: my store gave no answer in time. If the request was stored, its message appears here within ' +
    '30 seconds; if none appears, try again.',
);

/** Something broke on our side before a run was stored; a cancel, an answer or a decision may have been. */
export const brokeBefore: Message = plainMessage(
  ":warning: Something broke on my side. No run was started. If you cancelled, answered or decided on one, look at its message before you say it again. If it keeps happening, the reason is in Wheelhouse's log.",
);

/** A number that no run has. */
export const unknownRun = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(`There is no run ${hash(number)}. \`/ops runs\` lists them.`),
    buttonRow([{ label: 'The last runs', words: 'runs' }]),
  );

/** Only what is over can be started again. */
export const notOver = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(
      `${hash(number)} isn't over yet. Nothing was started. \`/ops cancel ${number}\` asks it to stop.`,
    ),
    buttonRow([showButton({ number }), cancelButton({ number }, `Cancel ${hash(number)}`)]),
  );

/** A service that Wheelhouse itself runs as. */
export const ownService = (target: ResolvedService): Message =>
  plainMessage(
    `:no_entry: *${targetName(target)}* is what I run as, and I don't operate on myself: a run would end the very ` +
      'process that carries it. Nothing was started. Use its own deployment pipeline, or change it by hand in AWS.',
  );

/** The name of what a run was about means something else by now. */
export const targetChanged = (number: RunNumber, operation: string, target: ResolvedService): Message =>
  plainMessage(
    `${hash(number)} can't be started again: *${targetName(target)}* is another service in AWS now, or is reached by ` +
      `another role. Nothing was started. If that one is meant, type ${code(`/ops ${operation} ${targetName(target)}`)}.`,
  );

/** What a run was about isn't known any more in that form. */
export const versionGone = (number: RunNumber, operation: string): Message =>
  plainMessage(
    `${hash(number)} can't be started again: its operation or its service has changed since. Nothing was started. Type ` +
      `${code(`/ops ${operation} …`)} instead.`,
  );
