import { App } from '@slack/bolt';
import { failureLog } from '../domain/fault/log-fault.ts';
import { boltLogger } from './bolt-logger.ts';
import { screenRequests } from './entrance/screen.ts';
import type { HomeParts } from './home/show-home.ts';
import { hearClicks } from './listeners/clicks.ts';
import { hearCommands } from './listeners/commands.ts';
import { hearFormButtons } from './listeners/form-buttons.ts';
import { hearHome } from './listeners/home.ts';
import { hearMembership } from './listeners/membership.ts';
import { hearMentions } from './listeners/mentions.ts';
import { hearShortcuts } from './listeners/shortcuts.ts';
import { hearSubmissions } from './listeners/submissions.ts';
import { hearSuggestions } from './listeners/suggestions.ts';
import type { Incoming } from './receivers/receiver.ts';

/** What Bolt needs besides what comes in. */
export interface SlackEdge {
  readonly botToken: string;
  /** Ends in `/api/`. */
  readonly slackApiUrl: string;
}

/** The Bolt app with everything that it hears, not yet started. */
export function slackApp(parts: HomeParts, { receiver }: Incoming, edge: SlackEdge): App {
  const app = new App({
    receiver,
    logger: boltLogger(parts.log),
    convoStore: false,
    authorize: () => Promise.resolve({ botToken: edge.botToken }),
    clientOptions: { slackApiUrl: edge.slackApiUrl },
  });
  const onFailure = failureLog(parts.log, parts.redactor);
  app.error(async (error) => onFailure('a Slack request failed', error));
  screenRequests(app, parts, edge.slackApiUrl);
  hearCommands(app, parts);
  hearMentions(app, parts);
  hearClicks(app, parts);
  hearFormButtons(app, parts);
  hearShortcuts(app, parts);
  hearSubmissions(app, parts);
  hearSuggestions(app, parts);
  hearHome(app, parts);
  hearMembership(app, parts);
  return app;
}
