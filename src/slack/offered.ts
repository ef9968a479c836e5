import { type Clock, type EpochMs, hours } from '../domain/clock.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import { ok, type Result } from '../domain/result.ts';
import type { ChatMessage, Message } from '../views/message.ts';
import { refusalOf } from './refusals.ts';

/** Slack: chat.update takes 4,000 characters of text. */
const PLAIN_LENGTH = 4000;
/** A workspace that refuses the newer blocks isn't offered them again before this; it may learn them. */
const PLAIN_FOR = hours(1);

/** Sends one form of a message. */
type Send<T> = (message: Message) => Promise<Result<T, ChatFault>>;

/** Whether all of a message is shown, or it stands there without what Slack doesn't take yet (`passing`). */
export type Shown = 'whole' | 'for-now';

/** What came of the form that was taken. */
interface Taken<T> {
  readonly value: T;
  readonly shown: Shown;
}

/** Offers a message to Slack in one form after the other until one is taken. */
export type Offer = <T>(message: ChatMessage, send: Send<T>) => Promise<Result<Taken<T>, ChatFault>>;

/**
 * Offers a message as it is meant, then in plain blocks where it has some, then as text: told plainly is better than not
 * told. That the workspace takes the plain blocks only is remembered for an hour in this process, so that not every
 * message costs two calls. Nothing is concluded where the refusal may pass: a picture that Slack still works on.
 */
export function offering(clock: Clock): Offer {
  let plainUntil: EpochMs = 0;
  return async (message, send) => {
    const { text, blocks, plain, passing } = message;
    const isOffered = plain !== undefined && (passing !== undefined || clock.now() >= plainUntil);
    const sent = await send({ text, blocks: isOffered ? blocks : (plain ?? blocks) });
    if (!refuses(sent)) return as('whole', sent);
    if (isOffered) {
      const plainly = await send({ text, blocks: plain });
      if (!refuses(plainly)) {
        if (plainly.ok && !passing) plainUntil = clock.now() + PLAIN_FOR;
        return as(passing ? 'for-now' : 'whole', plainly);
      }
    }
    return as('whole', await send({ text: text.slice(0, PLAIN_LENGTH), blocks: [] }));
  };
}

const as = <T>(shown: Shown, sent: Result<T, ChatFault>): Result<Taken<T>, ChatFault> =>
  sent.ok ? ok({ value: sent.value, shown }) : sent;

/** Whether Slack doesn't take what the message is made of. */
const refuses = (sent: Result<unknown, ChatFault>): boolean =>
  !sent.ok && sent.fault.kind === 'refused' && refusalOf(sent.fault.error) === 'content';
