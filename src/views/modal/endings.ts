import { hash, type RunNumber } from '../../domain/ids.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { inert } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';

/** Accepted, for somebody who may be looking at another channel. */
export const acceptedIn = (
  channel: string,
  number: RunNumber,
  operation: string,
  target: ResolvedService,
): Message =>
  plainMessage(
    `Accepted as *${hash(number)}*: ${operation} *${targetName(target)}*. Follow it in <#${channel}>.`,
  );

/** A modal that isn't ours, or not any more. */
export const strangeForm: Message = plainMessage(
  ":no_entry: I can't read this form: it isn't one of mine, or it is too old. Nothing was started. Open it again, or type " +
    '`/ops help`.',
);

/** An operation that this build doesn't have. */
export const goneOperation = (name: string): Message =>
  plainMessage(
    `:no_entry: I can't do ${inert(name)} any more. Nothing was started. \`/ops help\` says what I can do.`,
  );

/** There is nothing to choose from. */
export const noOperations: Message = plainMessage(
  'There is nothing that I can start. `/ops help` says what I can do.',
);

/** The form of a silence that was opened long ago. */
export const oldSilence: Message = plainMessage(
  ':hourglass: This form was opened more than an hour ago: what rings may be otherwise by now. Nothing was silenced. Open it again: ' +
    '`/ops silence`.',
);
