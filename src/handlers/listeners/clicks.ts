import type { App, BlockAction, ButtonAction, RespondFn } from '@slack/bolt';
import { redacted } from '../../domain/redaction/redacted.ts';
import { type Message, context as smallPrint } from '../../views/message.ts';
import { otherIncident, otherRun } from '../../views/reply/strange.ts';
import { noted } from '../audit/note-words.ts';
import { isOfAnotherIncident } from '../entrance/other-incident.ts';
import { isOfAnotherRun } from '../entrance/other-run.ts';
import { openForm } from '../modal/open-form.ts';
import { audienceOf, type Command, type ListenerParts, type Reply, refused, told } from '../parts.ts';
import { converse, privately, untroubled } from './converse.ts';

/**
 * Hears clicks on buttons that stand for words (views/button.ts). The clicker says the words: everything is checked
 * again, for the clicker, as of now. A message starts at most one run, however often and by whomever it is clicked.
 */
export function hearClicks(app: App, parts: ListenerParts): void {
  app.action<BlockAction<ButtonAction>>(/^say\//, async ({ body, action, ack, respond }) => {
    const clicked = commandOf(body, action);
    if (!clicked) return ack();
    const command: Command = {
      ...clicked,
      tell: (message) =>
        untroubled(parts, () =>
          respond({
            response_type: 'ephemeral',
            replace_original: false,
            ...privately(parts, message, undefined),
          }),
        ),
    };
    const other = await otherOf(parts, command, rootOf(body));
    const reply = other ? noted(parts, command, other) : await converse(parts, command, body);
    const unopened = reply.kind === 'form' ? await openForm(parts, command, reply.form) : undefined;
    await ack();
    if (reply.kind !== 'form') await tell(parts, respond, body, reply).finally(() => told(reply));
    else if (unopened) await say(respond, body, privately(parts, unopened, undefined));
  });
  app.action<BlockAction<ButtonAction>>(/^share\//, async ({ body, action, ack, respond }) => {
    const command = commandOf(body, action);
    if (!command) return ack();
    const reply = await converse(parts, command, body, 'left-out');
    await ack();
    if (reply.kind === 'form') return;
    if (reply.share === undefined) await tell(parts, respond, body, reply);
    else
      await respond({
        response_type: 'in_channel',
        replace_original: false,
        ...shared(parts, await reply.message, body),
      });
  });
}

/** What the clicker is told where the button means something else than the message that it is on; undefined: it doesn't. */
async function otherOf(
  parts: ListenerParts,
  command: Command,
  root: string | undefined,
): Promise<Reply | undefined> {
  if (await isOfAnotherRun(parts, command, root)) return refused('other-run', otherRun);
  return (await isOfAnotherIncident(parts, command, root))
    ? refused('other-alarm', otherIncident)
    : undefined;
}

/** Answers the clicker, or everybody where it was clicked. */
async function tell(
  parts: ListenerParts,
  respond: RespondFn,
  body: BlockAction,
  reply: Exclude<Reply, { kind: 'form' }>,
): Promise<void> {
  const message = privately(parts, await reply.message, reply.share);
  if (audienceOf(reply) === 'person') await say(respond, body, message);
  else await respond({ response_type: 'in_channel', replace_original: false, ...message });
}

/** What one person saw, for all. */
function shared(parts: ListenerParts, message: Message, body: BlockAction): Pick<Message, 'text' | 'blocks'> {
  const { text, blocks } = redacted(parts.redactor, message);
  return { text, blocks: [...blocks, smallPrint(`Shared by <@${body.user.id}>`)] };
}

/** An answer that only the clicker sees takes the place of the question; a message for all stays as it is. */
async function say(
  respond: RespondFn,
  body: BlockAction,
  message: { readonly text: string; readonly blocks: object[] },
): Promise<void> {
  const isOnlyTheirs = body.container['is_ephemeral'] === true;
  await respond({ response_type: 'ephemeral', replace_original: isOnlyTheirs, ...message });
}

/** The root message that was clicked on, if it is one that everybody sees. */
function rootOf({ container }: BlockAction): string | undefined {
  const ts: unknown = container['message_ts'];
  const thread: unknown = container['thread_ts'] ?? ts;
  return container['is_ephemeral'] !== true && typeof ts === 'string' && thread === ts ? ts : undefined;
}

/** The words of a click in a channel; undefined where there are none. */
function commandOf(body: BlockAction, action: ButtonAction): Command | undefined {
  const channel = body.channel?.id;
  const ts: unknown = body.container['message_ts'];
  const thread: unknown = body.container['thread_ts'];
  if (channel === undefined || typeof ts !== 'string' || action.value === undefined) return undefined;
  const team = body.user.team_id ?? body.team?.id ?? '';
  // What only one person sees has no thread of its own.
  const own = body.container['is_ephemeral'] === true ? undefined : ts;
  return {
    actor: { kind: 'slack', team, user: body.user.id },
    channel,
    thread: typeof thread === 'string' ? thread : own,
    text: action.value,
    dedupeKey: `click/${team}/${channel}/${ts}`,
    trigger: body.trigger_id,
  };
}
