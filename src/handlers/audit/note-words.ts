import type { SlackActor } from '../../domain/people/actor.ts';
import type { Message } from '../../views/message.ts';
import type { HandlerParts, Reply } from '../parts.ts';
import { noteRefusal } from './note-refusal.ts';

/** Words that somebody said, and where. */
interface SaidWords {
  readonly actor: SlackActor;
  readonly channel?: string | undefined;
  readonly text: string;
  readonly dedupeKey: string;
}

type NoteParts = Pick<HandlerParts, 'audit' | 'redactor'>;

/** Words that were turned away before anybody looked at what they mean. */
export const noteWords = (parts: NoteParts, said: SaidWords, why: string, message: Message): void =>
  noteRefusal(parts, {
    actor: said.actor,
    channel: said.channel,
    request: said.dedupeKey,
    asked: { words: said.text },
    why,
    said: message,
  });

/** The reply to words; the audit has it where it is a refusal. What was accepted was written when it was. */
export function noted(parts: NoteParts, said: SaidWords, reply: Reply): Reply {
  if (reply.kind === 'now' && reply.refused !== undefined)
    noteWords(parts, said, reply.refused, reply.message);
  return reply;
}
