import { App } from '@slack/bolt';
import { failureLog } from '../domain/fault/log-fault.ts';
import { boltLogger } from './bolt-logger.ts';
import { hearClicks } from './listeners/clicks.ts';
import { hearCommands } from './listeners/commands.ts';
import { hearMentions } from './listeners/mentions.ts';
import type { ListenerParts } from './parts.ts';
import type { Incoming } from './receivers/receiver.ts';

/** What Bolt needs besides what comes in. */
export interface SlackEdge {
  readonly botToken: string;
  /** Ends in `/api/`. */
  readonly slackApiUrl: string;
}

/** The Bolt app with everything that it hears, not yet started. */
export function slackApp(parts: ListenerParts, { receiver }: Incoming, edge: SlackEdge): App {
  const app = new App({
    receiver,
    logger: boltLogger(parts.log),
    convoStore: false,
    authorize: () => Promise.resolve({ botToken: edge.botToken }),
    clientOptions: { slackApiUrl: edge.slackApiUrl },
  });
  const onFailure = failureLog(parts.log, parts.redactor);
  app.error(async (error) => onFailure('a Slack request failed', error));
  hearCommands(app, parts);
  hearMentions(app, parts);
  hearClicks(app, parts);
  return app;
}
