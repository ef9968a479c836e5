import { LogLevel, WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import { seconds } from '../domain/clock.ts';

/** Together with the store's time to confirm it must stay below the 3 s that Slack waits and a trigger is good for. */
const PROMPT_MS = seconds(1);

/**
 * Two clients, because a client that is limited or slow holds up all that goes through it: `telling` is the
 * notifier's, `prompt` for what a person waits for. Neither retries by itself: who calls decides.
 */
export function slackClients({ slack, limits }: Config): {
  readonly telling: WebClient;
  readonly prompt: WebClient;
} {
  const client = (timeout: number) =>
    new WebClient(slack.botToken.reveal(), {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
      logLevel: LogLevel.ERROR,
    });
  return { telling: client(limits.slackRequest), prompt: client(PROMPT_MS) };
}
