import { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { Incoming } from '../../../src/handlers/receivers/receiver.ts';
import { socketIncoming } from '../../../src/handlers/receivers/socket.ts';
import { freePort } from '../../../tools/redis/free-port.ts';
import { silent } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { OPERATOR, OPS, startWorkspace } from '../slack/workspace.ts';

const APP_TOKEN = 'xapp-1-A0TEST-0000-abc';

let slack: SlackSandbox;
let incoming: Incoming | undefined;
afterEach(async () => {
  await incoming?.stop();
  await slack.stop();
});

/** An app that comes by Socket Mode with this token, and answers `/ops` with "heard". */
async function come(appToken: string): Promise<Incoming> {
  const port = await freePort();
  const one = socketIncoming({
    appToken,
    slackApiUrl: slack.apiUrl,
    port,
    healthy: () => true,
    log: silent,
    redactor: redactor({ secrets: [appToken] }),
  });
  const app = new App({ receiver: one.receiver, authorize: async () => ({}), convoStore: false });
  app.command('/ops', async ({ ack }) => ack('heard'));
  await app.start();
  incoming = one;
  return one;
}

test('a bot is reached over both of its connections, and says so while it is', async () => {
  slack = await startWorkspace({ appToken: APP_TOKEN });
  const one = await come(APP_TOKEN);
  await waitFor(() => slack.socket.connections === 2, { what: 'both connections' });
  expect(one.failing()).toBeUndefined();
  expect((await slack.command({ user: OPERATOR, channel: OPS, text: 'help' })).outcome).toBe('acked');
});

test('a token that Slack refuses is said where readiness is asked for, without the token', async () => {
  slack = await startWorkspace({ appToken: APP_TOKEN });
  const wrong = 'xapp-1-A0TEST-9999-wrong';
  const one = await come(wrong);
  const why = await waitFor(() => /invalid_auth/.exec(one.failing() ?? '')?.input, { what: 'the refusal' });
  expect(why).not.toContain(wrong);
});

test('further addresses are served without a public address for Slack', async () => {
  slack = await startWorkspace({ appToken: APP_TOKEN });
  const port = await freePort();
  incoming = socketIncoming({
    appToken: APP_TOKEN,
    slackApiUrl: slack.apiUrl,
    port,
    posts: [{ path: '/sns', method: 'POST', handler: (_request, response) => void response.end('taken') }],
    healthy: () => true,
    log: silent,
    redactor: redactor({ secrets: [APP_TOKEN] }),
  });
  const app = new App({ receiver: incoming.receiver, authorize: async () => ({}), convoStore: false });
  await app.start();
  const answer = await waitFor(() => fetch(`http://127.0.0.1:${port}/sns`, { method: 'POST', body: 'x' }), {
    what: 'the server',
  });
  expect(await answer.text()).toBe('taken');
});

test('a bot starts without Slack, and is reached as soon as Slack is there', async () => {
  slack = await startWorkspace({ appToken: APP_TOKEN });
  slack.away(true);
  const one = await come(APP_TOKEN);
  expect(one.failing()).toContain('no connection to Slack is open');
  slack.away(false);
  await waitFor(() => one.failing() === undefined, { what: 'a connection' });
});
