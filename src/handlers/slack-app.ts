import { App, LogLevel } from '@slack/bolt';
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
    logLevel: LogLevel.ERROR,
    convoStore: false,
    authorize: () => Promise.resolve({ botToken: edge.botToken }),
    clientOptions: { slackApiUrl: edge.slackApiUrl },
  });
  app.error(async (error) => {
    parts.log.error({ error }, 'a Slack request failed');
  });
  hearCommands(app, parts);
  hearMentions(app, parts);
  hearClicks(app, parts);
  return app;
}
