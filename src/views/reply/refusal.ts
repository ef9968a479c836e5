import { hash, type RunNumber } from '../../domain/ids.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Message } from '../message.ts';
import { plainMessage } from '../message.ts';
import { inert } from '../mrkdwn.ts';

const code = (text: string): string => `\`${inert(text).replaceAll('`', "'")}\``;

/** A verb that isn't one, with those most like it. */
export function unknownVerb(verb: string, close: readonly string[]): Message {
  const hint =
    close.length > 0
      ? `Did you mean ${close.map((v) => code(`/ops ${v}`)).join(' or ')}?`
      : '`/ops help` lists them.';
  return plainMessage(`I don't know the verb ${code(verb)}. ${hint}`);
}

/** A command that can't be read; `problem` says what to do. */
export const badCommand = (problem: string): Message =>
  plainMessage(`:warning: ${problem} Nothing was started.`);

/** A target that isn't one. */
export function unknownTarget(words: string, close: readonly string[]): Message {
  const hint =
    close.length > 0
      ? `Did you mean ${close.map(code).join(' or ')}?`
      : 'The configuration lists the services.';
  return plainMessage(`I know no service ${code(words)}. ${hint} Nothing was started.`);
}

/** A target that several stacks have, or that this channel's stack doesn't. */
export function ambiguousTarget(verb: string, choices: readonly ResolvedService[]): Message {
  const lines = choices.map((choice) => `• ${code(`/ops ${verb} ${targetName(choice)}`)}`);
  return plainMessage(['Say which one. Nothing was started.', ...lines].join('\n'));
}

/** Policy says no. */
export function notAllowed(why: 'foreign-team' | 'read-only' | 'not-listed'): Message {
  const text = {
    'foreign-team': "I only serve this bot's own workspace.",
    'read-only':
      "I'm in read-only mode: I answer `help`, `status`, `runs` and `show`, and change nothing. To switch that, write " +
      "`mode: operate` and `access: { may-start: [THEIR_ID] }` into Wheelhouse's configuration and start it again.",
    'not-listed':
      "You aren't among those who may start something here. Ask for your user id to be added to `access: may-start` in " +
      "Wheelhouse's configuration.",
  } as const;
  return plainMessage(`:no_entry: ${text[why]} Nothing was started.`);
}

/** Another run has the service. */
export const targetHeld = (target: ResolvedService, by: RunNumber, operation: string): Message =>
  plainMessage(
    `:no_entry: ${hash(by)} (${inert(operation)}) holds *${targetName(target)}*. Nothing was started: try again when it's over.`,
  );

/** Redis gave no answer in time. */
export const notConfirmed: Message = plainMessage(
  ':warning: Not confirmed: my store gave no answer in time. If the request was stored, its message appears here within ' +
    '30 seconds; if none appears, try again.',
);

/** A request whose time is too far off: a replay, or a clock that is wrong. */
export const wrongTime: Message = plainMessage(
  ":no_entry: This request carries a time that is too far from mine. Nothing was started. If it happens again, this server's clock may be wrong.",
);

/** Something broke on our side before anything was started. */
export const brokeBefore: Message = plainMessage(
  ':warning: Something broke on my side before anything was started. Try again; if it stays, look at my logs.',
);

/** A number that no run has. */
export const unknownRun = (number: RunNumber): Message =>
  plainMessage(`I know no run ${hash(number)}. \`/ops runs\` lists them.`);

/** Only what is over can be started again. */
export const notOver = (number: RunNumber): Message =>
  plainMessage(
    `${hash(number)} isn't over yet. Nothing was started. \`/ops cancel ${number}\` asks it to stop.`,
  );

/** What a run was about isn't known any more in that form. */
export const versionGone = (number: RunNumber, operation: string): Message =>
  plainMessage(
    `${hash(number)} can't be started again: its operation or its service has changed since. Nothing was started. Type ` +
      `\`/ops ${inert(operation)} …\` anew.`,
  );
