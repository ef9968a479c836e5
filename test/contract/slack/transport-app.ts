import { createServer } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { APP_TOKEN, BOT, listen, SIGNING_SECRET, stopped, TOKEN } from './workspace.ts';

/** How a bot is reached. */
export type Transport = 'http' | 'socket';

/** A bot that runs. */
export interface RunningApp {
  readonly app: App;
  stop(): Promise<void>;
}

const QUIET = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

const appBehind = (slack: SlackSandbox, receiver: HTTPReceiver | SocketModeReceiver): App =>
  new App({
    receiver,
    token: TOKEN,
    botId: 'B0WHEEL',
    botUserId: BOT,
    clientOptions: { slackApiUrl: slack.apiUrl },
    convoStore: false,
    logger: QUIET,
  });

const startHttpApp = async (slack: SlackSandbox): Promise<RunningApp> => {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logger: QUIET });
  const app = appBehind(slack, receiver);
  const server = createServer((request, response) => {
    receiver.requestListener(request, response);
  });
  slack.connect(await listen(server));
  return { app, stop: () => stopped(server) };
};

/** The real Bolt app behind the real Socket Mode receiver, connected. It reconnects after about 200 ms. */
export const startSocketApp = async (slack: SlackSandbox): Promise<RunningApp> => {
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    clientPingTimeout: 200,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    logger: QUIET,
  });
  const app = appBehind(slack, receiver);
  await app.start();
  return { app, stop: () => receiver.client.disconnect() };
};

/** A Bolt app on either transport; it has no listeners yet. */
export const startApp = (transport: Transport, slack: SlackSandbox): Promise<RunningApp> =>
  transport === 'http' ? startHttpApp(slack) : startSocketApp(slack);
