import type { KnownBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { BareAnswer } from './bare-bot.ts';
import { startBareBot } from './bare-bot.ts';
import { startBoltApp } from './bolt-app.ts';
import { modal, payloadOf, plain } from './view-kit.ts';
import { clientOf, GUEST, OPERATOR, OPS, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;
let stop: () => Promise<void>;
let given: BareAnswer;
let typed: unknown[];

const option = (value: string) => ({ text: plain(value), value });

beforeEach(async () => {
  slack = await startWorkspace({ ackLimitMs: 1000 });
  given = { kind: 'json', body: { options: [option('registry'), option('registry-proxy')] } };
  typed = [];
  ({ stop } = await startBareBot(slack, (payload) => {
    if (payload['type'] !== 'block_suggestion') return { kind: 'empty' };
    typed.push(payload['value']);
    return given;
  }));
});

afterEach(async () => {
  await stop();
  await slack.stop();
});

const post = async (text: string, blocks: KnownBlock[]): Promise<string> =>
  (await clientOf(slack).chat.postMessage({ channel: OPS, text, blocks })).ts ?? '';

describe('a list whose options the app provides', () => {
  const list = { type: 'external_select' as const, action_id: 'service', min_query_length: 2 };
  const openModal = async () => {
    const { request } = await slack.command({ user: OPERATOR, channel: OPS, text: 'restart' });
    const element = { ...list, min_query_length: 3 };
    await clientOf(slack).views.open({
      trigger_id: new URLSearchParams(request.body).get('trigger_id') ?? '',
      view: modal({ blocks: [{ type: 'input', block_id: 'target', label: plain('Service'), element }] }),
    });
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
    given = {
      kind: 'json',
      body: { option_groups: [{ label: plain('prod'), options: [option('registry')] }] },
    };
    const where = { user: OPERATOR, in: { channel: OPS, ts }, actionId: 'service', typed: 're' };
    const offered = await slack.suggest(where);
    expect(offered).toMatchObject({
      kind: 'offered',
      options: [{ value: 'registry' }],
      groups: [{ label: { text: 'prod' } }],
    });
    const clicked = { user: OPERATOR, channel: OPS, ts, actionId: 'service', value: 'registry' };
    const { request } = await slack.click(clicked);
    expect(payloadOf(request.body)).toMatchObject({
      actions: [{ type: 'external_select', selected_option: { value: 'registry' } }],
      state: { values: { pick: { service: { selected_option: { value: 'registry' } } } } },
    });
    await expect(slack.click({ ...clicked, user: GUEST })).rejects.toThrow('has no option registry');
  });

  const many = (count: number) => Array.from({ length: count }, (_, at) => option(`o${at}`));
  const json = (body: unknown): BareAnswer => ({ kind: 'json', body });
  const longest = { text: plain('x'.repeat(75)), value: 'x'.repeat(150) };
  test.each<[string, unknown, number]>([
    ['no options', { options: [] }, 0],
    ['100 options', { options: many(100) }, 100],
    ['the longest option', { options: [longest] }, 1],
  ])('takes %s', async (_, answer, count) => {
    await openModal();
    given = { kind: 'json', body: answer };
    const offered = await suggest('reg');
    expect(offered.kind === 'offered' && offered.options.length).toBe(count);
  });

  test.each<[string, BareAnswer, string]>([
    ['101 options', json({ options: many(101) }), 'invalid-ack'],
    ['a text of 76', json({ options: [{ ...longest, text: plain('x'.repeat(76)) }] }), 'invalid-ack'],
    ['a value of 151', json({ options: [{ ...longest, value: 'x'.repeat(151) }] }), 'invalid-ack'],
    [
      'a text in mrkdwn',
      json({ options: [{ text: { type: 'mrkdwn', text: 'm' }, value: 'v' }] }),
      'invalid-ack',
    ],
    ['options and groups', json({ options: [], option_groups: [] }), 'invalid-ack'],
    ['nothing', { kind: 'empty' }, 'invalid-ack'],
    ['silence', { kind: 'silence' }, 'timeout'],
  ])('shows nothing for %s', async (_, answer, outcome) => {
    await openModal();
    given = answer;
    expect(await suggest('reg')).toMatchObject({ kind: 'failed', delivery: { outcome } });
    expect(slack.modal(OPERATOR)[0]?.offered).toEqual({});
  });
});

test('Bolt’s options listener is one way to answer', async () => {
  const bot = await startBoltApp(slack);
  bot.app.options('service', ({ ack, options }) => ack({ options: [option(`${options.value}istry`)] }));
  const list = { type: 'external_select' as const, action_id: 'service' };
  const ts = await post('which one?', [{ type: 'actions', elements: [list] }]);
  const where = { user: OPERATOR, in: { channel: OPS, ts }, actionId: 'service', typed: 'reg' };
  expect(await slack.suggest(where)).toMatchObject({ kind: 'offered', options: [{ value: 'registry' }] });
  await bot.stop();
});
