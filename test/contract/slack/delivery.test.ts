import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { BOT, clientOf, GUEST, listen, OPERATOR, OPS, startWorkspace, stopped } from './workspace.ts';

let slack: SlackSandbox;
let now: number;

beforeEach(async () => {
  now = Date.now();
  slack = await startWorkspace({ now: () => now, ackLimitMs: 150 });
});

afterEach(() => slack.stop());

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the bot answers: a status and a body, or nothing ever. */
type BotAnswer = { status: number; json?: unknown; plain?: string } | 'silence';

/** A bot that keeps what it received and answers the same to everything. */
const bot = async (answer: BotAnswer): Promise<{ received: Received[]; stop: () => Promise<void> }> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body });
      if (answer === 'silence') return;
      const type = answer.json === undefined ? 'text/plain' : 'application/json';
      response.writeHead(answer.status, { 'content-type': type });
      response.end(answer.json === undefined ? answer.plain : JSON.stringify(answer.json));
    });
  });
  slack.connect(await listen(server));
  return { received, stop: () => stopped(server) };
};

const type = (line: string, user = OPERATOR) => slack.command({ user, channel: OPS, text: line });
const form = ({ body }: Received) => Object.fromEntries(new URLSearchParams(body));

describe('a typed command', () => {
  test('arrives as the form Slack sends, and its plain reply is seen only by who typed it', async () => {
    const { received, stop } = await bot({ status: 200, plain: 'on it' });
    const delivery = await type('restart registry');
    expect(delivery).toMatchObject({ outcome: 'acked', status: 200, body: 'on it' });
    expect(received.map(form)).toMatchObject([
      {
        command: '/ops',
        text: 'restart registry',
        user_id: OPERATOR,
        user_name: 'operator',
        channel_id: OPS,
        channel_name: 'ops',
        team_id: 'T0TEAM',
        team_domain: 'wheelhouse',
        is_enterprise_install: 'false',
      },
    ]);
    expect(slack.ephemerals(OPERATOR)).toMatchObject([{ text: 'on it', from: 'bot', channel: OPS }]);
    expect(slack.messages(OPS)).toEqual([]);
    await stop();
  });

  test('a reply for the channel shows the command line first, as its author typed it', async () => {
    const { stop } = await bot({ status: 200, json: { response_type: 'in_channel', text: 'all well' } });
    await type('status');
    expect(slack.messages(OPS)).toMatchObject([
      { user: OPERATOR, text: '/ops status' },
      { user: BOT, text: 'all well' },
    ]);
    const [typed] = slack.messages(OPS);
    const update = clientOf(slack).chat.update({ channel: OPS, ts: typed?.ts ?? '', text: 'not mine' });
    await expect(update).rejects.toMatchObject({ data: { error: 'cant_update_message' } });
    await stop();
  });

  test('someone of another team comes with that team', async () => {
    const { received, stop } = await bot({ status: 200 });
    await type('restart registry', GUEST);
    expect(received.map(form)).toMatchObject([{ user_id: GUEST, team_id: 'T0OTHER' }]);
    await stop();
  });

  test.each<[string, BotAnswer, string, string]>([
    ['no answer in time', 'silence', 'timeout', 'operation_timeout'],
    ['an error', { status: 500 }, 'refused', 'dispatch_failed'],
    [
      'blocks Slack refuses',
      { status: 200, json: { blocks: [{ type: 'bogus' }] } },
      'invalid-ack',
      'invalid_command_response',
    ],
  ])('%s is told to the person', async (_, answer, outcome, code) => {
    const { stop } = await bot(answer);
    expect(await type('status')).toMatchObject({ outcome });
    expect(slack.ephemerals(OPERATOR)).toMatchObject([
      { from: 'slack', text: `/ops failed with the error "${code}"` },
    ]);
    await stop();
  });

  test('a bot that is down is told to the person', async () => {
    const { stop } = await bot({ status: 200 });
    await stop();
    expect(await type('status')).toMatchObject({ outcome: 'unreachable', status: null });
    expect(slack.ephemerals(OPERATOR).map((one) => one.text)).toEqual([
      '/ops failed with the error "dispatch_failed"',
    ]);
  });
});

describe('response URLs', () => {
  const respond = async (url: string, body: unknown): Promise<[number, unknown]> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const urlOf = (received: readonly Received[]): string => {
    const [first] = received;
    return first === undefined ? '' : (form(first)['response_url'] ?? '');
  };

  test('replace and delete the reply, five times in all', async () => {
    const { received, stop } = await bot({ status: 200, plain: 'looking…' });
    await type('status');
    const url = urlOf(received);
    expect(await respond(url, { replace_original: true, text: 'all well' })).toEqual([200, { ok: true }]);
    expect(slack.ephemerals(OPERATOR).map((one) => one.text)).toEqual(['all well']);
    await respond(url, { text: 'and one more thing' });
    await respond(url, { response_type: 'in_channel', text: 'shared' });
    expect(slack.messages(OPS).map((message) => message.text)).toEqual(['/ops status', 'shared']);
    await respond(url, { delete_original: true });
    expect(slack.ephemerals(OPERATOR).map((one) => one.text)).toEqual(['and one more thing']);
    expect((await respond(url, { text: 'fifth' }))[0]).toBe(200);
    expect(await respond(url, { text: 'sixth' })).toEqual([404, { ok: false, error: 'used_url' }]);
    await stop();
  });

  test('end after half an hour, and refuse bad blocks without being used', async () => {
    const { received, stop } = await bot({ status: 200 });
    await type('status');
    const url = urlOf(received);
    const [status, refusal] = await respond(url, { blocks: [{ type: 'section' }] });
    expect(status).toBe(400);
    expect(refusal).toMatchObject({ error: 'invalid_blocks' });
    now += 30 * 60_000 + 1;
    expect(await respond(url, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
    await stop();
  });
});

describe('a click', () => {
  const button = { type: 'button', action_id: 'cancel', value: '1042' } as const;
  const blocks = [
    {
      type: 'actions' as const,
      block_id: 'run',
      elements: [{ ...button, text: { type: 'plain_text' as const, text: 'Cancel' } }],
    },
  ];

  test('sends the button with its message; a button that is not there can not be clicked', async () => {
    const { received, stop } = await bot({ status: 200 });
    const { ts = '' } = await clientOf(slack).chat.postMessage({ channel: OPS, text: 'run #1042', blocks });
    const clicked = { user: OPERATOR, channel: OPS, ts, actionId: 'cancel' };
    expect(await slack.click(clicked)).toMatchObject({ outcome: 'acked' });
    expect(JSON.parse(received.map(form)[0]?.['payload'] ?? '')).toMatchObject({
      type: 'block_actions',
      user: { id: OPERATOR, team_id: 'T0TEAM' },
      container: { message_ts: ts, channel_id: OPS, is_ephemeral: false },
      message: { ts, text: 'run #1042', user: BOT },
      actions: [{ ...button, block_id: 'run' }],
    });
    await expect(slack.click({ ...clicked, actionId: 'approve' })).rejects.toThrow('there is: cancel');
    await expect(slack.click({ ...clicked, value: '1043' })).rejects.toThrow('has the value 1042');
    expect(received).toHaveLength(1);
    await stop();
  });

  test('of a person who saw the message before it was edited finds the same button, and no other one', async () => {
    const { received, stop } = await bot({ status: 200 });
    const client = clientOf(slack);
    const row = (value: string) =>
      blocks.map(({ type, elements }) => ({
        type,
        elements: elements.map((element) => ({ ...element, value })),
      }));
    const { ts = '' } = await client.chat.postMessage({
      channel: OPS,
      text: 'run #1042',
      blocks: row('1042'),
    });
    const blockId = slack.messages(OPS).at(-1)?.blocks[0]?.block_id ?? '';
    const clicked = { user: OPERATOR, channel: OPS, ts, actionId: 'cancel', blockId, value: '1042' };
    await client.chat.update({ channel: OPS, ts, text: 'run #1042 goes on', blocks: row('1042') });
    expect(await slack.click(clicked)).toMatchObject({ outcome: 'acked' });
    await client.chat.update({ channel: OPS, ts, text: 'run #1043', blocks: row('1043') });
    await expect(slack.click(clicked)).rejects.toThrow('no more');
    expect(received).toHaveLength(1);
    await stop();
  });

  test('in an ephemeral comes without the message, and only from who sees it', async () => {
    const { received, stop } = await bot({ status: 200 });
    const { message_ts: ts = '' } = await clientOf(slack).chat.postEphemeral({
      channel: OPS,
      user: OPERATOR,
      text: 'status',
      blocks,
    });
    const clicked = { channel: OPS, ts, actionId: 'cancel' };
    await slack.click({ ...clicked, user: OPERATOR });
    const payload: unknown = JSON.parse(received.map(form)[0]?.['payload'] ?? '');
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
    await expect(slack.click({ ...clicked, user: GUEST })).rejects.toThrow('sees no message');
    await stop();
  });
});

test('Slack gives up after 3 s unless told otherwise', async () => {
  const patient = await startWorkspace();
  const server = createServer(() => {});
  patient.connect(await listen(server));
  const { outcome, ms } = await patient.command({ user: OPERATOR, channel: OPS, text: 'status' });
  expect(outcome).toBe('timeout');
  expect(ms).toBeGreaterThanOrEqual(2_990);
  expect(ms).toBeLessThan(10_000);
  await stopped(server);
  await patient.stop();
});
