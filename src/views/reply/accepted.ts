import { hash, type RunNumber } from '../../domain/ids.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Message } from '../message.ts';
import { plainMessage } from '../message.ts';

/** Stored: the story starts in the channel. */
export const accepted = (number: RunNumber, operation: string, target: ResolvedService): Message =>
  plainMessage(
    `Accepted as *${hash(number)}*: ${operation} ${targetName(target)}. Follow it in its message here.`,
  );

/** The same request came twice. */
export const alreadyAccepted = (number: RunNumber): Message =>
  plainMessage(`That request was already accepted as *${hash(number)}*. Nothing was started twice.`);
