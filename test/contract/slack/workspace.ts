import type { Server } from 'node:http';
import { LogLevel, WebClient } from '@slack/web-api';
import type { SlackSandboxOptions } from '../../../sandbox/slack/options.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { startSlackSandbox } from '../../../sandbox/slack/sandbox.ts';

/** The ids the contract tests speak of. */
export const OPS = 'C0OPS';
export const PRIVATE_TO_BOT = 'C0QUIET';
export const OPERATOR = 'U0OPERATOR';
export const GUEST = 'U0GUEST';
export const BOT = 'U0WHEEL';
export const TOKEN = 'xoxb-contract';
export const APP_TOKEN = 'xapp-contract';
export const SIGNING_SECRET = 'contract-signing-secret';

/** Starts a workspace with one operator, a guest of another team, and a channel the bot isn't in. */
export const startWorkspace = (more: Partial<SlackSandboxOptions> = {}): Promise<SlackSandbox> =>
  startSlackSandbox({
    team: { id: 'T0TEAM', name: 'wheelhouse' },
    bot: { userId: BOT, botId: 'B0WHEEL', token: TOKEN, name: 'wheelhouse' },
    signingSecret: SIGNING_SECRET,
    users: [
      { id: OPERATOR, name: 'operator' },
      { id: GUEST, name: 'guest', team: 'T0OTHER' },
    ],
    channels: [
      { id: OPS, name: 'ops', botIsMember: true },
      { id: PRIVATE_TO_BOT, name: 'quiet', botIsMember: false },
    ],
    ...more,
  });

/** The real client, told to try once and to hand rate limits to the caller. */
export const clientOf = (slack: SlackSandbox, token: string | undefined = TOKEN): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: () => {},
      setLevel: () => {},
      getLevel: () => LogLevel.ERROR,
      setName: () => {},
    },
  });

/** Lets a stand-in bot listen; resolves with its request URL. */
export const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/slack/events`;
};

/** Stops a stand-in bot, open connections included. */
export const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
