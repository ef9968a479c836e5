import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { SlackSandboxOptions } from '../../../sandbox/slack/options.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { RunningApp } from './transport-app.ts';
import { startSocketApp } from './transport-app.ts';
import { APP_TOKEN, BOT, clientOf, OPERATOR, OPS, startWorkspace, TOKEN } from './workspace.ts';

let slack: SlackSandbox;
let now: number;
let heard: string[];
const running: RunningApp[] = [];
const sockets: WebSocket[] = [];

const start = async (more: Partial<SlackSandboxOptions> = {}): Promise<void> => {
  slack = await startWorkspace({
    appToken: APP_TOKEN,
    ackLimitMs: 1000,
    socket: { lingerMs: 0 },
    now: () => now,
    ...more,
  });
};

const bot = async (name = 'bot'): Promise<void> => {
  const bolt = await startSocketApp(slack);
  running.push(bolt);
  bolt.app.command('/ops', async ({ command, ack }) => {
    heard.push(`${name}: ${command.text}`);
    await ack();
  });
  bolt.app.event('app_mention', ({ event }) => {
    heard.push(`${name}: ${event.text}`);
    return Promise.resolve();
  });
};

const type = (text: string) => slack.command({ user: OPERATOR, channel: OPS, text });
/** Until the bot is there again, and has heard something: a client that is stopped while it connects misbehaves. */
const back = async (): Promise<void> => {
  await slack.waitFor(() => slack.socket.connections === 1);
  expect(await type('are you there?')).toMatchObject({ outcome: 'acked' });
};
const openUrl = async (): Promise<string> => {
  const { url } = await new WebClient(APP_TOKEN, { slackApiUrl: slack.apiUrl }).apps.connections.open({});
  return url ?? '';
};

/** A bare connection, with the frames that came over it. */
const connect = async (url: string): Promise<{ socket: WebSocket; frames: Record<string, unknown>[] }> => {
  const socket = new WebSocket(url);
  sockets.push(socket);
  const frames: Record<string, unknown>[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      frames.push(z.record(z.string(), z.unknown()).parse(JSON.parse(data.toString('utf8'))));
      resolve();
    });
    socket.on('error', reject);
  });
  return { socket, frames };
};

beforeEach(() => {
  now = Date.now();
  heard = [];
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const app of running.splice(0)) await app.stop();
  await slack.stop();
});

describe('opening a connection', () => {
  beforeEach(() => start());

  test('takes the token of the app, in the header only', async () => {
    const open = (token: string) => clientOf(slack, token).apps.connections.open({});
    await expect(open(TOKEN)).rejects.toMatchObject({ data: { error: 'not_allowed_token_type' } });
    await expect(open('xapp-wrong')).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    await expect(clientOf(slack, APP_TOKEN).auth.test()).rejects.toMatchObject({
      data: { error: 'not_allowed_token_type' },
    });
    const body = new URLSearchParams({ token: APP_TOKEN });
    const inForm = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', body });
    expect(await inForm.json()).toEqual({ ok: false, error: 'invalid_auth' });
  });

  test('gives a URL that works once, and not for long', async () => {
    const url = await openUrl();
    expect((await connect(url)).frames[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0SANDBOX' },
    });
    await expect(connect(url)).rejects.toThrow('403');
    const late = await openUrl();
    now += 30_001;
    await expect(connect(late)).rejects.toThrow('403');
  });

  test('ten are open at a time; the eleventh is told so', async () => {
    for (let count = 1; count <= 10; count += 1) {
      expect((await connect(await openUrl())).frames[0]).toMatchObject({ num_connections: count });
    }
    const { frames } = await connect(await openUrl());
    expect(frames).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
    expect(slack.socket.connections).toBe(10);
  });
});

describe('envelopes', () => {
  beforeEach(() => start({ events: { retryAfterMs: [0] } }));

  test('of a command, a click and an event carry what HTTP would', async () => {
    const { socket, frames } = await connect(await openUrl());
    socket.on('message', (data: Buffer) => {
      const { envelope_id } = z.object({ envelope_id: z.string() }).parse(JSON.parse(data.toString('utf8')));
      socket.send(JSON.stringify({ envelope_id }));
    });
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } } as const;
    const { ts = '' } = await clientOf(slack).chat.postMessage({
      channel: OPS,
      text: 'go?',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    expect(await type('status')).toMatchObject({ outcome: 'acked', transport: 'socket', body: '' });
    await slack.click({ user: OPERATOR, channel: OPS, ts, actionId: 'go' });
    await slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> hello` });
    expect(frames.slice(1)).toMatchObject([
      {
        type: 'slash_commands',
        accepts_response_payload: true,
        payload: { command: '/ops', text: 'status' },
      },
      { type: 'interactive', accepts_response_payload: true, payload: { type: 'block_actions' } },
      {
        type: 'events_api',
        accepts_response_payload: false,
        retry_attempt: 0,
        retry_reason: '',
        payload: { type: 'event_callback', event: { type: 'app_mention' } },
      },
    ]);
  });

  test('an event that is not acknowledged comes again, and says so', async () => {
    const { frames } = await connect(await openUrl());
    const { events } = await slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> hello` });
    await slack.waitFor(() => events[0]?.state === 'given up');
    expect(frames.slice(1)).toMatchObject([
      { retry_attempt: 0, payload: { event_id: events[0]?.id } },
      { retry_attempt: 1, retry_reason: 'timeout', payload: { event_id: events[0]?.id } },
    ]);
  });

  test('each goes to one of the connections, all of which get some', async () => {
    await bot('one');
    await bot('two');
    for (const text of ['a', 'b', 'c', 'd']) expect(await type(text)).toMatchObject({ outcome: 'acked' });
    expect(heard).toHaveLength(4);
    expect(heard.map((line) => line.split(':')[0]).toSorted()).toEqual(['one', 'one', 'two', 'two']);
  });

  test('an acknowledgement that is held back comes too late for the person', async () => {
    await bot();
    const held = slack.socket.holdAcks();
    const typed = type('restart registry');
    await held.reached;
    expect(heard).toEqual(['bot: restart registry']);
    expect(await typed).toMatchObject({ outcome: 'timeout' });
    held.release();
    expect(slack.ephemerals(OPERATOR)).toMatchObject([
      { text: '/ops failed with the error "operation_timeout"' },
    ]);
  });
});

describe('when the connection goes', () => {
  beforeEach(() => start({ events: { retryAfterMs: [0, 100, 2000] } }));

  test('a command meanwhile fails at once for the person; the bot comes back by itself', async () => {
    await bot();
    expect(slack.socket.cut()).toBe(1);
    await slack.waitFor(() => slack.socket.connections === 0);
    expect(await type('status')).toMatchObject({ outcome: 'unreachable', transport: 'socket' });
    expect(slack.ephemerals(OPERATOR)).toMatchObject([
      { text: '/ops failed with the error "dispatch_failed"' },
    ]);
    await back();
  });

  test('an event meanwhile is kept until the bot is back', async () => {
    await bot();
    slack.socket.cut();
    await slack.waitFor(() => slack.socket.connections === 0);
    const { events } = await slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> status` });
    expect(events).toMatchObject([{ state: 'under way', attempts: [{ outcome: 'unreachable' }] }]);
    await slack.waitFor(() => events[0]?.state === 'delivered');
    expect(heard).toEqual([`bot: <@${BOT}> status`]);
  });

  test('Slack asks for a refresh: the bot leaves, gets nothing more there, and comes back', async () => {
    await bot();
    const opened = () => slack.record.filter(({ method }) => method === 'apps.connections.open').length;
    slack.socket.refresh();
    expect(await type('status')).toMatchObject({ outcome: 'unreachable' });
    await slack.waitFor(() => opened() === 2);
    await back();
  });

  test('the bot comes back though Slack refuses to open a connection at first', async () => {
    await bot();
    slack.socket.refuseOpen(2);
    slack.socket.cut();
    await slack.waitFor(() => slack.record.length === 4);
    await back();
    const errors = slack.record.map(({ answer }) => answer.kind === 'answered' && answer.body.ok);
    expect(errors).toEqual([true, false, false, true]);
  });

  test('while Slack is away there is no connection, and none can be made', async () => {
    await bot();
    slack.away(true);
    await slack.waitFor(() => slack.socket.connections === 0);
    await expect(clientOf(slack, APP_TOKEN).apps.connections.open({})).rejects.toThrow();
    slack.away(false);
    await back();
  });

  test('one that answers no ping is dropped', async () => {
    await slack.stop();
    await start({ socket: { pingMs: 20, lingerMs: 0 } });
    const { socket } = await connect(await openUrl());
    expect(slack.socket.connections).toBe(1);
    socket.pause();
    await slack.waitFor(() => slack.socket.connections === 0);
  });

  test('after the closing handshake the TCP connection stays open for a while, as Slack leaves it', async () => {
    await slack.stop();
    await start({ socket: { lingerMs: 300 } });
    const { socket } = await connect(await openUrl());
    const began = performance.now();
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.close(1000);
    await slack.waitFor(() => slack.socket.connections === 0);
    await ended;
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  });
});

test('a workspace stops at once, whatever connections linger', async () => {
  await start({ socket: { lingerMs: 3_600_000 } });
  for (let count = 0; count < 10; count += 1) await connect(await openUrl());
  const { socket } = await connect(await openUrl());
  expect(slack.socket.connections).toBe(10);
  sockets[0]?.close(1000);
  await slack.waitFor(() => slack.socket.connections === 9);
  await slack.stop();
  await waitFor(() => socket.readyState === WebSocket.CLOSED, { what: 'the connection to be closed' });
});

test('Socket Mode needs an app token; connect() goes back to HTTP', async () => {
  slack = await startWorkspace();
  expect(() => slack.connectBySocket()).toThrow('appToken');
  await slack.stop();
  await start();
  slack.connect('http://127.0.0.1:1/slack/events');
  expect(await type('status')).toMatchObject({ outcome: 'unreachable', transport: 'http' });
  slack.connectBySocket();
  expect(await type('status')).toMatchObject({ outcome: 'unreachable', transport: 'socket' });
});
