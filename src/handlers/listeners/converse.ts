import { failureLog, logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { childLog } from '../../domain/ports/log.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { buttonRow, shareButton } from '../../views/button.ts';
import type { Message } from '../../views/message.ts';
import { hasButtons, onlyButtons } from '../../views/only-buttons.ts';
import { brokeBefore } from '../../views/reply/refusal.ts';
import { noted } from '../audit/note-words.ts';
import { answerCommand, asksForHelp } from '../command/answer-command.ts';
import { admit } from '../entrance/admit.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { isOfUse } from '../guard/for-person.ts';
import { audienceOf, type Command, type ListenerParts, now, type Reply, refused } from '../parts.ts';

/**
 * Answers what somebody said, if they may talk to the bot where they are. `body` is the request as Slack sent it; what
 * doesn't fit into a message is handed over as a file, or left out. Neither it nor a message that comes later rejects:
 * what breaks is said and logged.
 */
export async function converse(
  parts: ListenerParts,
  command: Command,
  body: unknown,
  files: 'handed-over' | 'left-out' = 'handed-over',
): Promise<Reply> {
  const log = childLog(parts.log, { correlation: command.dedupeKey });
  const heard = { ...parts, log };
  try {
    const entrance = await admit(heard, { actor: command.actor, channel: command.channel, body });
    switch (entrance.kind) {
      case 'refused':
        return noted(heard, command, refused(entrance.why, entrance.message));
      case 'unsure':
        return asksForHelp(command.text)
          ? await answerCommand(heard, command)
          : noted(heard, command, refused(entrance.why, entrance.message));
      case 'admitted':
        return withFile(
          heard,
          command.actor.user,
          unshared(
            await forPerson(
              heard,
              command,
              noted(
                heard,
                command,
                await answerCommand(heard, { ...command, noStart: entrance.noStart, zone: entrance.zone }),
              ),
              files,
            ),
            entrance.noStart === undefined ? 'may-share' : 'for-one-only',
          ),
          files,
        );
    }
  } catch (error) {
    return now(broke(heard, error));
  }
}

/** Does what isn't worth more than itself: what goes wrong is logged, and nothing rejects. */
export async function untroubled(
  { log, redactor }: Pick<ListenerParts, 'log' | 'redactor'>,
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    failureLog(log, redactor)('a message between was not told', error);
  }
}

/** What broke is logged; answers what the person reads. */
function broke({ log, redactor }: Pick<ListenerParts, 'log' | 'redactor'>, error: unknown): Message {
  failureLog(log, redactor)('a command broke', error);
  return brokeBefore;
}

/** What one person sees has no button that is of no use to them; what everybody sees has all. */
async function forPerson(
  parts: ListenerParts,
  { actor }: Command,
  reply: Reply,
  files: 'handed-over' | 'left-out',
): Promise<Reply> {
  if (reply.kind === 'form' || audienceOf(reply) === 'channel' || files === 'left-out') return reply;
  if (reply.kind === 'now' && !hasButtons(reply.message)) return reply;
  const passes = isOfUse(parts, await standingNow(parts, actor));
  return reply.kind === 'now'
    ? { ...reply, message: onlyButtons(reply.message, passes) }
    : { ...reply, message: reply.message.then((message) => onlyButtons(message, passes)) };
}

/** Where the bot isn't, it can't see who reads along: what was read stays with the person who asked. */
function unshared(reply: Reply, who: 'may-share' | 'for-one-only'): Reply {
  if (who === 'may-share' || reply.kind === 'form') return reply;
  const { share: _notHere, ...rest } = reply;
  return rest;
}

/**
 * Gives the person the file that belongs to a message, if there is one, before the message says so. What is shown to
 * everybody goes without it, and so does what Slack doesn't take.
 */
function withFile(
  parts: ListenerParts,
  user: string,
  reply: Reply,
  files: 'handed-over' | 'left-out',
): Reply {
  if (reply.kind !== 'soon') return reply;
  const message = reply.message.then(async ({ file, ...alone }) => {
    if (!file) return alone;
    if (files === 'left-out') return file.refused;
    const handed = await parts.slack.handOver(user, file);
    if (handed.ok) return alone;
    const fault = chatFault('files.completeUploadExternal', handed.fault);
    logFault(parts.log, fault, { file: file.name }, 'a file was not handed over');
    return file.refused;
  });
  // Caught here: who answers acknowledges first, and a failure that nobody waits for yet would end the process.
  return { ...reply, message: message.catch((error: unknown) => broke(parts, error)) };
}

/** A message as it leaves for one person: without secrets, and with the button that shows it to the channel. */
export function privately(parts: ListenerParts, message: Message, share: string | undefined): Message {
  const { text, blocks } = redacted(parts.redactor, message);
  return { text, blocks: [...blocks, ...buttonRow(share === undefined ? [] : [shareButton(share)])] };
}
