import { failureLog } from '../../domain/fault/log-fault.ts';
import { childLog } from '../../domain/ports/log.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { buttonRow, shareButton } from '../../views/button.ts';
import type { Message } from '../../views/message.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { answerCommand, asksForHelp } from '../command/answer-command.ts';
import { admit } from '../entrance/admit.ts';
import { type Command, type ListenerParts, now, type Reply } from '../parts.ts';

/**
 * Answers what somebody said, if they may talk to the bot where they are. `body` is the request as Slack sent it.
 * Never throws: what breaks is said and logged.
 */
export async function converse(parts: ListenerParts, command: Command, body: unknown): Promise<Reply> {
  const log = childLog(parts.log, { correlation: command.dedupeKey });
  const heard = { ...parts, log };
  try {
    const entrance = await admit(heard, { actor: command.actor, channel: command.channel, body });
    switch (entrance.kind) {
      case 'refused':
        return now(entrance.message);
      case 'unsure':
        return asksForHelp(command.text) ? await answerCommand(heard, command) : now(entrance.message);
      case 'admitted':
        return unshared(
          await answerCommand(heard, { ...command, noStart: entrance.noStart }),
          entrance.noStart === undefined ? 'may-share' : 'for-one-only',
        );
    }
  } catch (error) {
    failureLog(log, parts.redactor)('a command broke', error);
    return now(brokeBefore);
  }
}

/** Where the bot isn't, it can't see who reads along: what was read stays with the person who asked. */
function unshared(reply: Reply, who: 'may-share' | 'for-one-only'): Reply {
  if (who === 'may-share' || reply.kind === 'form') return reply;
  const { share: _notHere, ...rest } = reply;
  return rest;
}

/** A message as it leaves for one person: without secrets, and with the button that shows it to the channel. */
export function privately(parts: ListenerParts, message: Message, share: string | undefined): Message {
  const { text, blocks } = redacted(parts.redactor, message);
  return { text, blocks: [...blocks, ...buttonRow(share === undefined ? [] : [shareButton(share)])] };
}
