import type { Subscription } from './events/subscriptions.ts';

/** What somebody is to the workspace. A guest is one of several channels, unless said otherwise. */
export type UserKind = 'member' | 'guest' | 'single-channel-guest' | 'bot' | 'deactivated';

/** A person of the workspace. `team` is set for someone of another team, as in a Slack Connect channel. */
export interface SandboxUser {
  id: string;
  name: string;
  team?: string;
  /** `member` unless told. */
  kind?: UserKind;
  /** An IANA zone, such as Europe/Berlin; UTC unless told. */
  tz?: string;
}

/** A channel, in which the bot can post only while it is a member; or its direct messages with a person. */
export interface SandboxChannel {
  id: string;
  name: string;
  botIsMember: boolean;
  /** The person's user id, of direct messages. */
  direct?: string;
  /** `public` unless told. What is private the bot can't even look up while it isn't a member. */
  kind?: 'public' | 'private';
  archived?: boolean;
  /** The other teams it is shared with by Slack Connect. */
  sharedWith?: readonly string[];
  /** The people in it; everybody in the directory unless told. */
  members?: readonly string[];
}

/** A user group, which is what roles are made from. */
export interface SandboxUserGroup {
  id: string;
  handle: string;
  name: string;
  users: readonly string[];
  disabled?: boolean;
}

/** What the app hears of the workspace, and how hard Slack tries. */
export interface EventOptions {
  /** The events the app subscribed to: all but `message.channels` and `message.groups` unless told. */
  subscriptions: readonly Subscription[];
  /**
   * How long after a failed attempt the next one comes, in milliseconds. Slack tries again three times: nearly
   * at once, after 1 minute, after 5 minutes. https://docs.slack.dev/apis/events-api/#retries
   */
  retryAfterMs: readonly number[];
}

/** How Slack's end of a Socket Mode connection behaves, in milliseconds. */
export interface SocketOptions {
  /** Between two pings. A connection that answers none for three of these is dropped. */
  pingMs: number;
  /** How long a URL of apps.connections.open can be used. */
  ticketLifeMs: number;
  /**
   * How long the TCP connection stays open after the closing handshake. Slack doesn't end it itself
   * (github.com/slackapi/node-slack-sdk/issues/2752), so a client has to.
   */
  lingerMs: number;
}

/** What a sandbox workspace is made of. */
export interface SlackSandboxOptions {
  team: { id: string; name: string };
  /** `scopes` are what the app was granted: everything unless told. What isn't granted is `missing_scope`. */
  bot: { userId: string; botId: string; token: string; name: string; scopes?: readonly string[] };
  signingSecret: string;
  /** The app-level token (xapp-…). With it the bot is reached by Socket Mode, until `connect` says otherwise. */
  appToken?: string;
  users: readonly SandboxUser[];
  channels: readonly SandboxChannel[];
  groups?: readonly SandboxUserGroup[];
  events?: Partial<EventOptions>;
  socket?: Partial<SocketOptions>;
  /** Milliseconds since the epoch: drives message timestamps, rate windows and signatures. Default: Date.now. */
  now?: () => number;
  /** Where to listen on 127.0.0.1; 0, the default, takes any free port. */
  port?: number;
  /** How long Slack waits for an acknowledgement. Slack: 3000 ms, docs.slack.dev/interactivity/handling-user-interaction. */
  ackLimitMs?: number;
  /**
   * How long after files.completeUploadExternal a picture can't be in a block yet, in milliseconds; 0 unless told. Slack
   * takes "a few moments" (github.com/slackapi/slack-github-action/issues/413): until then it is `invalid_blocks`.
   */
  fileProcessingMs?: number;
  /** `slack`, the default, enforces the table in web-api/rates.ts. */
  rates?: 'slack' | 'off';
}

/** Who and what there is in the workspace, without its secrets: what a page or a test may show. */
export interface Directory {
  team: { id: string; name: string };
  bot: { userId: string; botId: string; name: string };
  users: readonly SandboxUser[];
  channels: readonly SandboxChannel[];
  groups: readonly SandboxUserGroup[];
}

/** The directory of a workspace with these options. */
export const directoryOf = ({ team, bot, users, channels, groups }: SlackSandboxOptions): Directory => ({
  team: { ...team },
  bot: { userId: bot.userId, botId: bot.botId, name: bot.name },
  users: users.map((user) => ({ ...user })),
  channels: channels.map((channel) => ({ ...channel })),
  groups: (groups ?? []).map((group) => ({ ...group })),
});
