/** A person of the workspace. `team` is set for someone of another team, as in a Slack Connect channel. */
export interface SandboxUser {
  id: string;
  name: string;
  team?: string;
}

/** A public channel, in which the bot can post only while it is a member; or its direct messages with a person. */
export interface SandboxChannel {
  id: string;
  name: string;
  botIsMember: boolean;
  /** The person's user id, of direct messages. */
  direct?: string;
}

/** What a sandbox workspace is made of. */
export interface SlackSandboxOptions {
  team: { id: string; name: string };
  bot: { userId: string; botId: string; token: string; name: string };
  signingSecret: string;
  users: readonly SandboxUser[];
  channels: readonly SandboxChannel[];
  /** Milliseconds since the epoch: drives message timestamps, rate windows and signatures. Default: Date.now. */
  now?: () => number;
  /** Where to listen on 127.0.0.1; 0, the default, takes any free port. */
  port?: number;
  /** How long Slack waits for an acknowledgement. Slack: 3000 ms, docs.slack.dev/interactivity/handling-user-interaction. */
  ackLimitMs?: number;
  /** `slack`, the default, enforces the table in web-api/rates.ts. */
  rates?: 'slack' | 'off';
}

/** Who and what there is in the workspace, without its secrets: what a page or a test may show. */
export interface Directory {
  team: { id: string; name: string };
  bot: { userId: string; botId: string; name: string };
  users: readonly SandboxUser[];
  channels: readonly SandboxChannel[];
}

/** The directory of a workspace with these options. */
export const directoryOf = ({ team, bot, users, channels }: SlackSandboxOptions): Directory => ({
  team: { ...team },
  bot: { userId: bot.userId, botId: bot.botId, name: bot.name },
  users: users.map((user) => ({ ...user })),
  channels: channels.map((channel) => ({ ...channel })),
});
