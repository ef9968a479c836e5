import { failureLog } from '../../domain/fault/log-fault.ts';
import { childLog } from '../../domain/ports/log.ts';
import type { Message } from '../../views/message.ts';
import { sayItInAChannel } from '../../views/reply/entrance.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { noted, noteWords } from '../audit/note-words.ts';
import { answerCommand, asksForHelp } from '../command/answer-command.ts';
import { admit } from '../entrance/admit.ts';
import type { Command, ListenerParts } from '../parts.ts';

/** Words that somebody said by a button of their Home, where there is no channel. */
export type HomeWords = Omit<Command, 'channel' | 'thread' | 'noStart'>;

/**
 * Answers a button of the Home as if the person had typed its words, but for one thing: nothing is started, because no
 * channel would hear of it. `body` is the request as Slack sent it. Never throws: what breaks is said and logged.
 */
export async function answerAtHome(parts: ListenerParts, words: HomeWords, body: unknown): Promise<Message> {
  const log = childLog(parts.log, { correlation: words.dedupeKey });
  const heard = { ...parts, log };
  try {
    const entrance = await admit(heard, { actor: words.actor, body });
    const isHelp = entrance.kind === 'unsure' && asksForHelp(words.text);
    if (entrance.kind !== 'admitted' && !isHelp) {
      noteWords(heard, words, entrance.why, entrance.message);
      return entrance.message;
    }
    const command = { ...words, channel: NO_CHANNEL, noStart: sayItInAChannel };
    const reply = noted(heard, words, await answerCommand(heard, command));
    return reply.kind === 'form' ? reply.instead : await reply.message;
  } catch (error) {
    failureLog(log, parts.redactor)('a click on the Home broke', error);
    return brokeBefore;
  }
}

/** No channel has this id, so none has a stack of its own. */
const NO_CHANNEL = '';
