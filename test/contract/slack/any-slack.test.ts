import { LogLevel, WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import type { SlackTarget } from './any-slack.suite.ts';
import { slackContract } from './any-slack.suite.ts';
import { clientOf, OPERATOR, OPS, PRIVATE_TO_BOT, startWorkspace } from './workspace.ts';

const APPROVERS = 'S0APPROVERS';

/** The one contract over the sandbox, or over the server that WHEELHOUSE_CONTRACT_SLACK_* names. */
const {
  WHEELHOUSE_CONTRACT_SLACK_API_URL: apiUrl,
  WHEELHOUSE_CONTRACT_SLACK_TOKEN: token,
  WHEELHOUSE_CONTRACT_SLACK_CHANNEL: channel,
  WHEELHOUSE_CONTRACT_SLACK_USER: person,
  WHEELHOUSE_CONTRACT_SLACK_OTHER_CHANNEL: elsewhere,
  WHEELHOUSE_CONTRACT_SLACK_GROUP: group,
} = process.env;

const ofSandbox = async (): Promise<SlackTarget> => {
  const slack = await startWorkspace({
    rates: 'off',
    groups: [{ id: APPROVERS, handle: 'approvers', name: 'Approvers', users: [OPERATOR] }],
  });
  return {
    client: clientOf(slack),
    apiUrl: slack.apiUrl,
    channel: OPS,
    person: OPERATOR,
    elsewhere: PRIVATE_TO_BOT,
    group: APPROVERS,
    stop: slack.stop,
  };
};

if (apiUrl === undefined) slackContract('the sandbox as a Slack', ofSandbox);
else if (token === undefined || channel === undefined) {
  test('another Slack is named in full', () => {
    expect.fail(
      'WHEELHOUSE_CONTRACT_SLACK_API_URL also needs WHEELHOUSE_CONTRACT_SLACK_TOKEN (a bot token) and WHEELHOUSE_CONTRACT_SLACK_CHANNEL (the id of a channel the bot is in)',
    );
  });
} else {
  // Another Slack limits: its client waits as long as it is told to.
  const client = new WebClient(token, { slackApiUrl: apiUrl, logLevel: LogLevel.ERROR });
  describe('with other rates', { timeout: 120_000 }, () => {
    slackContract(apiUrl, () =>
      Promise.resolve({ client, apiUrl, channel, person, elsewhere, group, stop: () => Promise.resolve() }),
    );
  });
}
