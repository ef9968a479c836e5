import { z } from 'zod';
import type { Child } from '../children/child.ts';
import type { SlackEnv } from '../world/bench-world.ts';
import { Load, LoadResult } from './load.ts';

/**
 * What the generator of Socket Mode loads is told. `open`: be one more Slack, to which an app may connect; the answer
 * is a `SlackAddress`. `load`: send a load to the app that is connected to the Slack at this address.
 */
export const SocketOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('load'), apiUrl: z.url(), load: Load }),
]);
export type SocketOrder = z.infer<typeof SocketOrder>;

/** How an app finds a Slack, and what it proves itself with. */
export const SlackAddress = z.object({
  apiUrl: z.url(),
  botToken: z.string(),
  appToken: z.string(),
});
export type SlackAddress = z.infer<typeof SlackAddress>;

/** Has the generator be one more Slack. */
export const openSlack = (generator: Child): Promise<SlackAddress> =>
  generator.ask({ kind: 'open' } satisfies SocketOrder, SlackAddress);

/** The environment of an app that is to connect there. */
export const slackEnv = ({ apiUrl, botToken, appToken }: SlackAddress): SlackEnv => ({
  SLACK_API_URL: apiUrl,
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN: appToken,
});

/** Runs a load over Socket Mode. */
export const runSocketLoad = (generator: Child, { apiUrl }: SlackAddress, load: Load): Promise<LoadResult> =>
  generator.ask({ kind: 'load', apiUrl, load } satisfies SocketOrder, LoadResult);
