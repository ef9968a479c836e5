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
  slack = await startWorkspace({ ackLimitMs: 500 });
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

describe('a list whose options the app provides', () => {
  const list = { type: 'external_select' as const, action_id: 'service', min_query_length: 2 };
  let given: unknown;
  let typed: string[];

  beforeEach(() => {
    given = { options: [option('registry'), option('registry-proxy')] };
    typed = [];
    bot.app.use(async ({ body, next, ack }) => {
      if (body['type'] !== 'block_suggestion') return next();
      typed.push(String(body['value']));
      if (given !== 'silence') await ack?.(given as never);
    });
    bot.app.command('/ops', async ({ ack, body, client }) => {
      await ack();
      const element = { ...list, min_query_length: 3 };
      const blocks = [{ type: 'input' as const, block_id: 'target', label: plain('Service'), element }];
      await client.views.open({ trigger_id: body.trigger_id, view: modal({ blocks }) });
    });
    bot.app.view('restart', ({ ack }) => ack());
  });

  const openModal = async () => {
    await slack.command({ user: OPERATOR, channel: OPS, text: 'restart' });
    await slack.waitFor(() => slack.modal(OPERATOR).length === 1);
  };
  const suggest = (text: string) =>
    slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'service', typed: text });

  test('in a modal: asked from the third letter on, and one of them is chosen', async () => {
    await openModal();
    expect(await suggest('re')).toEqual({ kind: 'too-short', needs: 3 });
    expect(typed).toEqual([]);
    const offered = await suggest('reg');
    expect(offered).toMatchObject({
      kind: 'offered',
      options: [{ value: 'registry' }, { value: 'registry-proxy' }],
    });
    if (offered.kind !== 'offered') return;
    expect(payloadOf(offered.delivery.request.body)).toMatchObject({
      type: 'block_suggestion',
      value: 'reg',
      block_id: 'target',
      action_id: 'service',
      container: { type: 'view' },
      view: { callback_id: 'restart' },
    });
    expect(slack.modal(OPERATOR)[0]?.offered).toMatchObject({
      'target/service': [{ value: 'registry' }, { value: 'registry-proxy' }],
    });
    await expect(slack.fill({ user: OPERATOR, values: { service: 'keycloak' } })).rejects.toThrow(
      'has no option keycloak',
    );
    const submission = await slack.submit({ user: OPERATOR, values: { service: 'registry-proxy' } });
    expect(submission).toMatchObject({ sent: true, delivery: { outcome: 'acked' } });
  });

  test('in a message, with groups', async () => {
    const ts = await post('which one?', [{ type: 'actions', block_id: 'pick', elements: [list] }]);
    given = { option_groups: [{ label: plain('prod'), options: [option('registry')] }] };
    const where = { user: OPERATOR, in: { channel: OPS, ts }, actionId: 'service', typed: 're' };
    const offered = await slack.suggest(where);
    expect(offered).toMatchObject({
      kind: 'offered',
      options: [{ value: 'registry' }],
      groups: [{ label: { text: 'prod' } }],
    });
    bot.app.action('service', ({ ack }) => ack());
    const clicked = { user: OPERATOR, channel: OPS, ts, actionId: 'service', value: 'registry' };
    const { request } = await slack.click(clicked);
    expect(payloadOf(request.body)).toMatchObject({
      actions: [{ type: 'external_select', selected_option: { value: 'registry' } }],
      state: { values: { pick: { service: { selected_option: { value: 'registry' } } } } },
    });
    await expect(slack.click({ ...clicked, user: GUEST })).rejects.toThrow('has no option registry');
  });

  const many = (count: number) => Array.from({ length: count }, (_, at) => option(`o${at}`));
  const longest = { text: plain('x'.repeat(75)), value: 'x'.repeat(150) };
  test.each<[string, unknown, number]>([
    ['no options', { options: [] }, 0],
    ['100 options', { options: many(100) }, 100],
    ['the longest option', { options: [longest] }, 1],
  ])('takes %s', async (_, answer, count) => {
    await openModal();
    given = answer;
    const offered = await suggest('reg');
    expect(offered.kind === 'offered' && offered.options.length).toBe(count);
  });

  test.each<[string, unknown, string]>([
    ['101 options', { options: many(101) }, 'invalid-ack'],
    ['a text of 76', { options: [{ ...longest, text: plain('x'.repeat(76)) }] }, 'invalid-ack'],
    ['a value of 151', { options: [{ ...longest, value: 'x'.repeat(151) }] }, 'invalid-ack'],
    ['a text in mrkdwn', { options: [{ text: { type: 'mrkdwn', text: 'm' }, value: 'v' }] }, 'invalid-ack'],
    ['options and groups', { options: [], option_groups: [] }, 'invalid-ack'],
    ['nothing', undefined, 'invalid-ack'],
    ['silence', 'silence', 'timeout'],
  ])('shows nothing for %s', async (_, answer, outcome) => {
    await openModal();
    given = answer;
    expect(await suggest('reg')).toMatchObject({ kind: 'failed', delivery: { outcome } });
    expect(slack.modal(OPERATOR)[0]?.offered).toEqual({});
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
