import type { MessageBlock } from '../blocks/message-blocks.ts';
import type { SharedFile } from './files.ts';

/** Message metadata. https://docs.slack.dev/messaging/message-metadata */
export interface Metadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

/** What a message says. */
export interface Content {
  text: string;
  blocks: MessageBlock[];
}

/** An emoji under a message, and who put it there. */
export interface Reaction {
  name: string;
  users: string[];
}

/** A message everyone in the channel sees. */
export interface Message extends Content {
  ts: string;
  /** A user id: the bot's, or a person's. */
  user: string;
  edited?: { user: string; ts: string };
  metadata?: Metadata;
  files?: SharedFile[];
  reactions?: Reaction[];
}

/** A root message with its replies, oldest first. */
export interface RootMessage extends Message {
  thread: Message[];
}

/** A message only one person sees. `from` is `slack` for Slack's own notices, such as a failed command. */
export interface Ephemeral extends Content {
  ts: string;
  channel: string;
  /** The user id of the person who sees it. */
  user: string;
  from: 'bot' | 'slack';
  threadTs?: string;
}
