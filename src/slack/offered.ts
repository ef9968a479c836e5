import { type Clock, type EpochMs, hours } from '../domain/clock.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import type { Result } from '../domain/result.ts';
import type { ChatMessage, Message } from '../views/message.ts';
import { refusalOf } from './refusals.ts';

/** Slack: chat.update takes 4,000 characters of text. */
const PLAIN_LENGTH = 4000;
/** A workspace that refuses the newer blocks isn't offered them again before this; it may learn them. */
const PLAIN_FOR = hours(1);

/** Sends one form of a message. */
type Send<T> = (message: Message) => Promise<Result<T, ChatFault>>;

/** Offers a message to Slack in one form after the other until one is taken. */
export type Offer = <T>(message: ChatMessage, send: Send<T>) => Promise<Result<T, ChatFault>>;

/**
 * Offers a message as it is meant, then in plain blocks where it has some, then as text: told plainly is better than not
 * told. That the workspace takes the plain blocks only is remembered for an hour in this process, so that not every
 * message costs two calls.
 */
export function offering(clock: Clock): Offer {
  let plainUntil: EpochMs = 0;
  return async (message, send) => {
    const { text, blocks, plain } = message;
    if (plain && clock.now() >= plainUntil) {
      const sent = await send({ text, blocks });
      if (!refuses(sent)) return sent;
      const plainly = await send({ text, blocks: plain });
      if (!refuses(plainly)) {
        if (plainly.ok) plainUntil = clock.now() + PLAIN_FOR;
        return plainly;
      }
    } else {
      const sent = await send({ text, blocks: plain ?? blocks });
      if (!refuses(sent)) return sent;
    }
    return send({ text: text.slice(0, PLAIN_LENGTH), blocks: [] });
  };
}

/** Whether Slack doesn't take what the message is made of. */
const refuses = (sent: Result<unknown, ChatFault>): boolean =>
  !sent.ok && sent.fault.kind === 'refused' && refusalOf(sent.fault.error) === 'content';
