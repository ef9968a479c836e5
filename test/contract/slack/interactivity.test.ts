import type { BlockAction, MessageShortcut } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { BoltApp } from './bolt-app.ts';
import { startBoltApp } from './bolt-app.ts';
import { home, modal, payloadOf, plain } from './view-kit.ts';
import { BOT, clientOf, GUEST, OPERATOR, OPS, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;
let bot: BoltApp;

beforeEach(async () => {
  slack = await startWorkspace({ ackLimitMs: 1000 });
  bot = await startBoltApp(slack);
});

afterEach(async () => {
  await bot.stop();
  await slack.stop();
});

const post = async (text: string, blocks?: KnownBlock[]): Promise<string> =>
  (await clientOf(slack).chat.postMessage({ channel: OPS, text, ...(blocks && { blocks }) })).ts ?? '';

const option = (value: string) => ({ text: plain(value), value });

describe('a shortcut', () => {
  test('from the composer opens a modal for the person', async () => {
    bot.app.shortcut('restart', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal() });
    });
    const { outcome, request } = await slack.shortcut({ user: OPERATOR, callbackId: 'restart' });
    expect(outcome).toBe('acked');
    await slack.waitFor(() => slack.modal(OPERATOR).length === 1);
    const payload = payloadOf(request.body);
    expect(payload).toMatchObject({
      type: 'shortcut',
      callback_id: 'restart',
      user: { id: OPERATOR, username: 'operator', team_id: 'T0TEAM' },
      team: { id: 'T0TEAM', domain: 'wheelhouse' },
    });
    for (const key of ['channel', 'message', 'response_url']) expect(payload).not.toHaveProperty(key);
  });

  test('on a message brings the message, and a URL to answer it', async () => {
    const ts = await post('registry is slow');
    bot.app.shortcut<MessageShortcut>('explain', async ({ ack, respond, shortcut }) => {
      await ack();
      await respond({ text: `why ${shortcut.message.text ?? ''}? in #${shortcut.channel.name}` });
    });
    const used = { user: OPERATOR, channel: OPS, ts, callbackId: 'explain' };
    const { request } = await slack.messageShortcut(used);
    expect(payloadOf(request.body)).toMatchObject({
      type: 'message_action',
      message_ts: ts,
      message: { ts, user: BOT },
      channel: { id: OPS },
    });
    await slack.waitFor(() => slack.ephemerals(OPERATOR).length === 1);
    expect(slack.ephemerals(OPERATOR)).toMatchObject([{ text: 'why registry is slow? in #ops' }]);
  });

  test('is not there on a message the person does not see, or on an ephemeral one', async () => {
    const { message_ts: ts = '' } = await clientOf(slack).chat.postEphemeral({
      channel: OPS,
      user: OPERATOR,
      text: 'for you',
    });
    const used = { channel: OPS, ts, callbackId: 'explain' };
    await expect(slack.messageShortcut({ ...used, user: OPERATOR })).rejects.toThrow('has no shortcuts');
    await expect(slack.messageShortcut({ ...used, user: GUEST })).rejects.toThrow('sees no message');
  });
});

describe('the Home tab', () => {
  test('is published when it is first opened, and comes along the next time', async () => {
    bot.app.event('app_home_opened', async ({ event, client }) => {
      const text = event.view === undefined ? 'nothing runs' : 'welcome back';
      await client.views.publish({ user_id: event.user, view: home(text) });
    });
    expect(slack.home(OPERATOR)).toBeUndefined();
    const first = await slack.openHome(OPERATOR);
    expect(first).toMatchObject({
      state: 'delivered',
      event: { type: 'app_home_opened', tab: 'home', user: OPERATOR },
    });
    await slack.waitFor(() => slack.home(OPERATOR));
    expect(slack.home(OPERATOR)?.view.blocks).toMatchObject([{ text: { text: 'nothing runs' } }]);
    await slack.openHome(OPERATOR);
    await slack.waitFor(() => JSON.stringify(slack.home(OPERATOR)).includes('welcome back'));
  });

  test('has buttons whose clicks know the view and no channel', async () => {
    const elements = [{ type: 'button' as const, action_id: 'restart', value: '1', text: plain('Restart') }];
    bot.app.action<BlockAction>('restart', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal() });
    });
    await clientOf(slack).views.publish({
      user_id: OPERATOR,
      view: home('', { blocks: [{ type: 'actions', elements }] }),
    });
    const clicked = { user: OPERATOR, view: 'home' as const, actionId: 'restart' };
    const { request } = await slack.clickInView(clicked);
    const payload = payloadOf(request.body);
    expect(payload).toMatchObject({
      container: { type: 'view', view_id: slack.home(OPERATOR)?.view.id },
      view: { type: 'home' },
      actions: [{ action_id: 'restart', value: '1' }],
    });
    expect(payload).not.toHaveProperty('response_url');
    await slack.waitFor(() => slack.modal(OPERATOR).length === 1);
    await expect(slack.clickInView({ ...clicked, user: GUEST })).rejects.toThrow('no Home tab');
    await expect(slack.clickInView({ ...clicked, actionId: 'other' })).rejects.toThrow('there is: restart');
  });
});

describe('what a person can use in a message', () => {
  const confirm = { title: plain('Sure?'), text: plain('It restarts registry.') };
  let clicked: { user: string; channel: string; ts: string };

  beforeEach(async () => {
    bot.app.action(/.*/, ({ ack }) => ack());
    const ts = await post('run #1042', [
      {
        type: 'actions',
        block_id: 'how',
        elements: [
          { type: 'radio_buttons', action_id: 'speed', options: [option('slow'), option('fast')] },
          { type: 'checkboxes', action_id: 'checks', options: [option('a'), option('b'), option('c')] },
          { type: 'button', action_id: 'go', text: plain('Go'), confirm },
          { type: 'overflow', action_id: 'more', options: [option('share'), option('mute')] },
          { type: 'datepicker', action_id: 'day' },
        ],
      },
    ]);
    clicked = { user: OPERATOR, channel: OPS, ts };
  });

  const click = async (actionId: string, value?: string | string[]) => {
    const { outcome, request } = await slack.click({
      ...clicked,
      actionId,
      ...(value === undefined ? {} : { value }),
    });
    expect(outcome).toBe('acked');
    return payloadOf(request.body);
  };

  test('a button that asks first needs a yes', async () => {
    const heard = slack.click({ ...clicked, actionId: 'go' });
    await expect(heard).rejects.toThrow('go asks first: "Sure? It restarts registry."');
    const { request } = await slack.click({ ...clicked, actionId: 'go', confirm: true });
    expect(payloadOf(request.body)).toMatchObject({ actions: [{ action_id: 'go' }] });
  });

  test('an entry of an overflow menu', async () => {
    expect(await click('more', 'mute')).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'mute' } }],
    });
    await expect(click('more', 'delete')).rejects.toThrow('It has: share, mute');
  });

  test('what was chosen before comes along with every click, and is this person’s alone', async () => {
    expect(await click('speed', 'fast')).toMatchObject({
      actions: [{ type: 'radio_buttons', selected_option: { value: 'fast' } }],
    });
    await click('checks', ['c', 'a']);
    const { state } = await click('day', '2026-11-21');
    expect(state).toEqual({
      values: {
        how: {
          speed: { type: 'radio_buttons', selected_option: expect.objectContaining({ value: 'fast' }) },
          checks: {
            type: 'checkboxes',
            selected_options: [
              expect.objectContaining({ value: 'a' }),
              expect.objectContaining({ value: 'c' }),
            ],
          },
          day: { type: 'datepicker', selected_date: '2026-11-21' },
        },
      },
    });
    clicked = { ...clicked, user: GUEST };
    expect((await click('more', 'share'))['state']).toMatchObject({
      values: { how: { speed: { selected_option: null }, checks: { selected_options: [] } } },
    });
  });
});
