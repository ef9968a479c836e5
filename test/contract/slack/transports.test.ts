import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { RunningApp, Transport } from './transport-app.ts';
import { startApp } from './transport-app.ts';
import { APP_TOKEN, BOT, clientOf, OPERATOR, OPS, startWorkspace } from './workspace.ts';

const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'cancel', text: { type: 'plain_text', text: 'Cancel' } }],
};

describe.each<Transport>(['http', 'socket'])('a bot reached by %s', (transport) => {
  let slack: SlackSandbox;
  let running: RunningApp;
  let heard: string[];
  let mentions: { text: string; id: string; retry: number | undefined }[];

  const listeners = (app: App) => {
    app.command('/ops', async ({ command, ack }) => {
      heard.push(command.text);
      if (command.text === 'never acknowledged') return;
      if (command.text === 'plain') await ack('plain words');
      else if (command.text === 'silent') await ack();
      else if (command.text === 'wrong') await ack({ blocks: [{ type: 'section' }] });
      else await ack({ response_type: 'in_channel', text: `heard: ${command.text}` });
    });
    app.action('cancel', async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: true, text: 'cancelled' });
    });
    app.event('app_mention', async ({ event, body, context, say }) => {
      mentions.push({ text: event.text, id: body.event_id, retry: context.retryNum });
      await say({ text: 'yes?', thread_ts: event.thread_ts ?? event.ts });
    });
  };

  beforeEach(async () => {
    slack = await startWorkspace({
      ackLimitMs: 1000,
      socket: { lingerMs: 0 },
      events: { retryAfterMs: [0, 10, 20] },
      ...(transport === 'socket' ? { appToken: APP_TOKEN } : {}),
    });
    heard = [];
    mentions = [];
    running = await startApp(transport, slack);
    listeners(running.app);
  });

  afterEach(async () => {
    await running.stop();
    await slack.stop();
  });

  const type = (text: string) => slack.command({ user: OPERATOR, channel: OPS, text });
  const texts = () => slack.messages(OPS).map(({ text }) => text);
  const whispers = () => slack.ephemerals(OPERATOR).map(({ text }) => text);

  test('a command is heard once, and its answer is shown where it belongs', async () => {
    expect(await type('status')).toMatchObject({ outcome: 'acked', transport });
    expect(await type('plain')).toMatchObject({ outcome: 'acked' });
    expect(await type('silent')).toMatchObject({ outcome: 'acked' });
    expect(heard).toEqual(['status', 'plain', 'silent']);
    expect(texts()).toEqual(['/ops status', 'heard: status']);
    expect(whispers()).toEqual(['plain words']);
  });

  test('what is not acknowledged in time, and what Slack can not show, is told to the person', async () => {
    expect(await type('never acknowledged')).toMatchObject({ outcome: 'timeout', status: null });
    expect(await type('wrong')).toMatchObject({ outcome: 'invalid-ack' });
    expect(whispers()).toEqual([
      '/ops failed with the error "operation_timeout"',
      '/ops failed with the error "invalid_command_response"',
    ]);
  });

  test('a click replaces its message through the response URL', async () => {
    const { ts = '' } = await clientOf(slack).chat.postMessage({
      channel: OPS,
      text: 'run',
      blocks: [button],
    });
    expect(await slack.click({ user: OPERATOR, channel: OPS, ts, actionId: 'cancel' })).toMatchObject({
      outcome: 'acked',
      transport,
    });
    await slack.waitFor(() => texts()[0] === 'cancelled');
  });

  test('a mention in a channel and in a thread is heard, and answered in that thread', async () => {
    const root = await slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> restart registry` });
    expect(root.events).toMatchObject([
      { state: 'delivered', event: { type: 'app_mention', user: OPERATOR, channel: OPS, ts: root.ts } },
    ]);
    const reply = await slack.say({
      user: OPERATOR,
      channel: OPS,
      text: `<@${BOT}> why?`,
      threadTs: root.ts,
    });
    expect(reply.events[0]?.event).toMatchObject({ thread_ts: root.ts, ts: reply.ts });
    await slack.waitFor(() => slack.messages(OPS)[0]?.thread.length === 3);
    expect(slack.messages(OPS)[0]?.thread.filter(({ user }) => user === BOT)).toHaveLength(2);
    expect(mentions.map(({ text }) => text)).toEqual([`<@${BOT}> restart registry`, `<@${BOT}> why?`]);
  });

  test('an event that comes twice has the same id both times', async () => {
    slack.events.twice('app_mention');
    const { events } = await slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> help` });
    await slack.waitFor(() => mentions.length === 2);
    expect(mentions.map(({ id }) => id)).toEqual([events[0]?.id, events[0]?.id]);
    expect(mentions.map(({ retry }) => retry ?? 0).toSorted()).toEqual([0, 1]);
  });

  test('an event that nobody takes is tried three times more', async () => {
    await running.stop();
    await slack.waitFor(() => transport === 'http' || slack.socket.connections === 0);
    const lost = await slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> first` });
    await slack.waitFor(() => lost.events[0]?.state === 'given up');
    expect(lost.events[0]?.attempts.map(({ outcome }) => outcome)).toEqual(Array(4).fill('unreachable'));
    expect(mentions).toEqual([]);
  });

  test('an event waits for a bot that comes back between two attempts', async () => {
    const patient = await startWorkspace({
      socket: { lingerMs: 0 },
      events: { retryAfterMs: [0, 1500] },
      ...(transport === 'socket' ? { appToken: APP_TOKEN } : {}),
    });
    const first = await startApp(transport, patient);
    await first.stop();
    const text = `<@${BOT}> said while nobody listened`;
    const { events } = await patient.say({ user: OPERATOR, channel: OPS, text });
    await patient.waitFor(() => events[0]?.attempts.length === 2);
    const second = await startApp(transport, patient);
    listeners(second.app);
    await patient.waitFor(() => events[0]?.state === 'delivered');
    expect(mentions).toMatchObject([{ text, id: events[0]?.id, retry: 2 }]);
    await second.stop();
    await patient.stop();
  });
});
