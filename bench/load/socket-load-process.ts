import { randomBytes } from 'node:crypto';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { serve } from '../children/serve.ts';
import { workspace } from '../world/config.ts';
import { type Answer, carryOut } from './carry-out.ts';
import { formMaker } from './content.ts';
import { SlackAddress, SocketOrder } from './socket-load.ts';

/**
 * The generator of Socket Mode loads is Slack itself: apps connect to the side that listens, so what sends the requests
 * is where they call the Web API, too. Each app has a workspace of its own here, limited as Slack limits it.
 */
const slacks = new Map<string, SlackSandbox>();

async function open(): Promise<SlackAddress> {
  const { slack, env } = await startSandbox({
    // An AWS without services: the bot's is in the process of the bench.
    catalog: { services: [], channelStacks: new Map() },
    ...workspace,
    transport: 'socket',
    rates: 'slack',
  });
  slacks.set(slack.apiUrl, slack);
  return SlackAddress.parse({
    apiUrl: slack.apiUrl,
    botToken: env['SLACK_BOT_TOKEN'],
    appToken: env['SLACK_APP_TOKEN'],
  });
}

const HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends a form as an envelope and waits for its acknowledgement, at most as long as Slack does. */
async function send(slack: SlackSandbox, body: string): Promise<Answer> {
  const { outcome, body: answer } = await slack.send({ headers: HEADERS, body });
  return { acked: outcome === 'acked', how: outcome, body: answer };
}

const form = formMaker(randomBytes(4).toString('hex'));

serve(SocketOrder, async (order) => {
  if (order.kind === 'open') return open();
  const slack = slacks.get(order.apiUrl);
  if (!slack) throw new Error(`no Slack was opened at ${order.apiUrl}`);
  return carryOut(
    order.load,
    (content, n) => form(content, n, order.apiUrl),
    (body) => send(slack, body),
  );
});
