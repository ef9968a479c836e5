import { hash, type RunNumber } from '../../domain/ids.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { buttonRow } from '../button.ts';
import { inert } from '../inert.ts';
import type { Message } from '../message.ts';
import { plainMessage, withBlocks } from '../message.ts';
import { showButton } from '../run/run-buttons.ts';

/** Stored: the story starts in the channel, with its own buttons. */
export const accepted = (number: RunNumber, operation: string, target: ResolvedService): Message =>
  plainMessage(
    `Accepted as *${hash(number)}*: ${inert(operation)} ${targetName(target)}. Follow it in its message here.`,
  );

/** The same request came twice. */
export const alreadyAccepted = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(`That request was already accepted as *${hash(number)}*. Nothing was started twice.`),
    buttonRow([showButton({ number })]),
  );
