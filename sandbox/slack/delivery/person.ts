import type { SandboxChannel, SandboxUser } from '../options.ts';
import { messageJson } from '../web-api/message-json.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClickedMessage } from './block-actions.ts';
import { actionOf, blockActionsForm } from './block-actions.ts';
import type { Clickable } from './clickable.ts';
import { clickables } from './clickable.ts';
import type { Delivery } from './deliver.ts';
import type { Origin, Original } from './origin.ts';
import { showReply } from './origin.ts';
import { readReply } from './reply.ts';
import type { Envelope } from './slash-command.ts';
import { slashCommandForm } from './slash-command.ts';

/** A line typed in a channel. `command` is `/ops` unless told. */
export interface TypedCommand {
  user: string;
  channel: string;
  text: string;
  command?: string;
}

/** A click on an element of a message this person sees. A menu needs the value of the option chosen. */
export interface Click {
  user: string;
  channel: string;
  ts: string;
  actionId: string;
  value?: string;
}

/** What a person's doing goes through. */
export interface Desk {
  workspace: Workspace;
  newTs: () => string;
  /** The envelope of a payload whose replies go to this origin. */
  envelope(origin: Origin): Envelope;
  /** Signs the form now and delivers it. */
  deliverForm(body: string): Promise<Delivery>;
}

const known = (workspace: Workspace, user: string, channel: string): [SandboxUser, SandboxChannel] => {
  const person = workspace.user(user);
  if (person === undefined) throw new Error(`No user ${user} in the sandbox`);
  const place = workspace.channel(channel);
  if (place === undefined) throw new Error(`No channel ${channel} in the sandbox`);
  return [person, place];
};

/** What Slack tells a person whose command went wrong. The codes are Slack's. */
const failureOf = ({ outcome }: Delivery): string | undefined =>
  ({
    acked: undefined,
    'invalid-ack': 'invalid_command_response',
    refused: 'dispatch_failed',
    timeout: 'operation_timeout',
    unreachable: 'dispatch_failed',
  })[outcome];

/**
 * Types a slash command and shows what comes of it: the reply in the acknowledgement, or Slack's notice that the
 * command failed.
 */
export const typeCommand = async (desk: Desk, typed: TypedCommand): Promise<Delivery> => {
  const { workspace } = desk;
  const [user, channel] = known(workspace, typed.user, typed.channel);
  const command = typed.command ?? '/ops';
  const origin: Origin = {
    channel: channel.id,
    user: user.id,
    typed: `${command} ${typed.text}`.trimEnd(),
    original: { kind: 'none' },
  };
  const body = slashCommandForm(desk.envelope(origin), user, channel, { command, text: typed.text });
  const sent = await desk.deliverForm(body);
  const reply = sent.outcome === 'acked' ? readReply(sent.contentType, sent.body) : undefined;
  const delivery: Delivery = reply?.kind === 'invalid' ? { ...sent, outcome: 'invalid-ack' } : sent;
  const failure = failureOf(delivery);
  if (failure !== undefined) {
    const text = `${command} failed with the error "${failure}"`;
    workspace.whisper({ channel: channel.id, user: user.id, from: 'slack', text, blocks: [] });
  } else if (reply !== undefined) showReply(workspace, origin, reply);
  return delivery;
};

const clickedIn = (
  workspace: Workspace,
  { user, channel, ts }: Click,
): { message: ClickedMessage; choices: Clickable[]; original: Original } => {
  const found = workspace.find(channel, ts);
  if (found !== undefined) {
    const { message, root } = found;
    const threadTs = message.ts === root.ts ? undefined : root.ts;
    const json = messageJson(workspace, message, root, 'without-metadata');
    return {
      message: { kind: 'message', ts, threadTs, json },
      choices: clickables(message.blocks),
      original: { kind: 'message', ts },
    };
  }
  const ephemeral = workspace.ephemerals(user, channel).find((one) => one.ts === ts);
  if (ephemeral === undefined) throw new Error(`${user} sees no message ${ts} in ${channel}`);
  return {
    message: { kind: 'ephemeral', ts, threadTs: ephemeral.threadTs },
    choices: clickables(ephemeral.blocks),
    original: { kind: 'ephemeral', ts },
  };
};

/** Clicks. Rejects when this person sees no such element there; Slack shows nothing of the acknowledgement's body. */
export const click = async (desk: Desk, clicked: Click): Promise<Delivery> => {
  const { workspace } = desk;
  const [user, channel] = known(workspace, clicked.user, clicked.channel);
  const { message, choices, original } = clickedIn(workspace, clicked);
  const named = choices.filter(({ element }) => element.action_id === clicked.actionId);
  const exact = named.find(
    ({ element }) =>
      element.type === 'button' && element.value === clicked.value && clicked.value !== undefined,
  );
  const chosen = exact ?? named[0];
  if (chosen === undefined) {
    const there = choices.map(({ element }) => element.action_id).join(', ') || 'nothing to click';
    throw new Error(`No ${clicked.actionId} in message ${clicked.ts}; there is: ${there}`);
  }
  const action = actionOf(chosen, clicked.value, desk.newTs());
  const origin: Origin = { channel: channel.id, user: user.id, typed: undefined, original };
  return desk.deliverForm(blockActionsForm(desk.envelope(origin), user, channel, message, action));
};
