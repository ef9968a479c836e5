import { createServer } from 'node:http';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { BOT, listen, SIGNING_SECRET, stopped, TOKEN } from './workspace.ts';

/** The real Bolt app behind the real receiver, which the sandbox reaches by HTTP. */
export interface BoltApp {
  app: App;
  stop(): Promise<void>;
}

/** Starts it; `app` has no listeners yet. */
export const startBoltApp = async (slack: SlackSandbox): Promise<BoltApp> => {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    token: TOKEN,
    botId: 'B0WHEEL',
    botUserId: BOT,
    clientOptions: { slackApiUrl: slack.apiUrl },
    convoStore: false,
    logLevel: LogLevel.ERROR,
  });
  const server = createServer((request, response) => {
    receiver.requestListener(request, response);
  });
  slack.connect(await listen(server));
  return { app, stop: () => stopped(server) };
};
