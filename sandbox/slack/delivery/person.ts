import type { SandboxChannel, SandboxUser } from '../options.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './deliver.ts';
import type { Origin } from './origin.ts';
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

/** What a person's doing goes through. */
export interface Desk {
  workspace: Workspace;
  newTs: () => string;
  /** The envelope of a payload whose replies go to this origin. */
  envelope(origin: Origin): Envelope;
  /** Signs the form now and delivers it. */
  deliverForm(body: string): Promise<Delivery>;
}

/** The person with this id. Throws where there is none. */
export const person = (workspace: Workspace, user: string): SandboxUser => {
  const found = workspace.user(user);
  if (found === undefined) throw new Error(`No user ${user} in the sandbox`);
  return found;
};

/** The person and the place with these ids. Throws where there is no such person or place. */
export const known = (workspace: Workspace, user: string, channel: string): [SandboxUser, SandboxChannel] => {
  const who = person(workspace, user);
  const place = workspace.channel(channel);
  if (place === undefined) throw new Error(`No channel ${channel} in the sandbox`);
  return [who, place];
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
  const reply =
    sent.outcome === 'acked' ? readReply(sent.contentType, sent.body, workspace.files) : undefined;
  const delivery: Delivery = reply?.kind === 'invalid' ? { ...sent, outcome: 'invalid-ack' } : sent;
  const failure = failureOf(delivery);
  if (failure !== undefined) {
    const text = `${command} failed with the error "${failure}"`;
    workspace.whisper({ channel: channel.id, user: user.id, from: 'slack', text, blocks: [] });
  } else if (reply !== undefined) showReply(workspace, origin, reply);
  return delivery;
};
