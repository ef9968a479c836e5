import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import {
  BOT,
  clientOf,
  listen,
  OPERATOR,
  OPS,
  SIGNING_SECRET,
  startWorkspace,
  stopped,
  TOKEN,
} from './workspace.ts';

let slack: SlackSandbox;
let now: number;
let handled: string[];
let server: Server;

const type = (line: string) => slack.command({ user: OPERATOR, channel: OPS, text: line });

describe('with the real Bolt receiver', () => {
  beforeEach(async () => {
    now = Date.now();
    slack = await startWorkspace({ now: () => now });
    handled = [];
    const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
    const app = new App({
      receiver,
      token: TOKEN,
      botId: 'B0WHEEL',
      botUserId: BOT,
      clientOptions: { slackApiUrl: slack.apiUrl },
      convoStore: false,
    });
    app.command('/ops', async ({ command, ack }) => {
      handled.push(command.text);
      await ack({ response_type: 'ephemeral', text: `heard: ${command.text}` });
    });
    app.action('cancel', async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: true, text: 'cancelled' });
    });
    server = createServer((request, response) => {
      receiver.requestListener(request, response);
    });
    slack.connect(await listen(server));
  });

  afterEach(async () => {
    await stopped(server);
    await slack.stop();
  });

  test('the signature is good, and the reply is shown', async () => {
    expect(await type('status')).toMatchObject({ outcome: 'acked', status: 200 });
    expect(handled).toEqual(['status']);
    expect(slack.ephemerals(OPERATOR)).toMatchObject([{ text: 'heard: status' }]);
  });

  test('a click replaces its message through the response URL', async () => {
    const { ts = '' } = await clientOf(slack).chat.postMessage({
      channel: OPS,
      text: 'run #1042',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'cancel', text: { type: 'plain_text', text: 'Cancel' } }],
        },
      ],
    });
    expect(await slack.click({ user: OPERATOR, channel: OPS, ts, actionId: 'cancel' })).toMatchObject({
      outcome: 'acked',
    });
    await slack.waitFor(() => slack.messages(OPS)[0]?.text === 'cancelled');
    expect(slack.messages(OPS)).toMatchObject([{ ts, text: 'cancelled', blocks: [] }]);
  });

  test('a tampered body and a stale signature are refused; Bolt takes an exact replay', async () => {
    const delivery = await type('status');
    const { headers, body } = delivery.request;
    const tampered = body.replace('text=status', 'text=restart+registry');
    expect(tampered).not.toBe(body);
    expect(await slack.send({ headers, body: tampered })).toMatchObject({ outcome: 'refused', status: 401 });
    const stale = slack.sign(body, Math.floor(now / 1000) - 301);
    expect(await slack.send({ headers: { ...headers, ...stale }, body })).toMatchObject({ status: 401 });
    expect(handled).toEqual(['status']);
    expect(await slack.redeliver(delivery)).toMatchObject({ outcome: 'acked', request: delivery.request });
    expect(handled).toEqual(['status', 'status']);
    expect(slack.ephemerals(OPERATOR)).toHaveLength(1);
  });
});
