import type { BenchWorld } from './bench-world.ts';

/** What a load needs to come from the Slack of a world: the secret to sign with, and where that Slack's Web API is. */
export const asSlack = ({
  sandbox,
}: Pick<BenchWorld, 'sandbox'>): { readonly signingSecret: string; readonly slackUrl: string } => ({
  signingSecret: sandbox.env['SLACK_SIGNING_SECRET'] ?? '',
  slackUrl: sandbox.slack.apiUrl,
});
