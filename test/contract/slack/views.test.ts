import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { startBareBot } from './bare-bot.ts';
import { home, modal, payloadOf, plain, textField } from './view-kit.ts';
import { clientOf, GUEST, OPERATOR, OPS, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;
let client: WebClient;
let now: number;
let stop: () => Promise<void>;

beforeEach(async () => {
  now = Date.parse('2026-11-20T03:00:00Z');
  slack = await startWorkspace({ now: () => now });
  client = clientOf(slack);
  ({ stop } = await startBareBot(slack, () => ({ kind: 'empty' })));
});

afterEach(async () => {
  await stop();
  await slack.stop();
});

/** The trigger id of a command that this person types now. */
const trigger = async (user = OPERATOR): Promise<string> => {
  const { request } = await slack.command({ user, channel: OPS, text: 'restart' });
  return new URLSearchParams(request.body).get('trigger_id') ?? '';
};

/** The trigger id of a click in the modal that is open. */
const triggerWithin = async (): Promise<string> => {
  const { request } = await slack.clickInView({ user: OPERATOR, view: 'modal', actionId: 'more' });
  return String(payloadOf(request.body)['trigger_id']);
};

const withButton = (title: string) =>
  modal({
    title: plain(title),
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] }],
  });

const open = async (view = modal(), user = OPERATOR) => {
  const { view: opened } = await client.views.open({ trigger_id: await trigger(user), view });
  return { id: opened?.id ?? '', hash: opened?.hash ?? '' };
};

const refusal = (error: string, ...messages: string[]) => ({
  data: { ok: false, error, ...(messages.length > 0 && { response_metadata: { messages } }) },
});

const titles = (user = OPERATOR) => slack.modal(user).map(({ view }) => view.title?.text);

describe('a trigger id', () => {
  test('opens one modal, for the person whose doing it came from', async () => {
    const trigger_id = await trigger();
    const { view } = await client.views.open({ trigger_id, view: modal() });
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: 'restart',
      team_id: 'T0TEAM',
      bot_id: 'B0WHEEL',
      state: { values: {} },
      root_view_id: view?.id,
      previous_view_id: null,
      close: null,
      private_metadata: '',
      external_id: '',
    });
    expect(slack.modal(OPERATOR)).toMatchObject([{ view: { id: view?.id, hash: view?.hash }, errors: {} }]);
    expect(slack.modal(GUEST)).toEqual([]);
    await expect(client.views.open({ trigger_id, view: modal() })).rejects.toMatchObject(
      refusal('exchanged_trigger_id'),
    );
  });

  test('lives for 3 s, and a view that is refused does not use it up', async () => {
    const trigger_id = await trigger();
    now += 3_000;
    await expect(
      client.views.open({ trigger_id, view: modal({ title: plain('x'.repeat(25)) }) }),
    ).rejects.toMatchObject(
      refusal('invalid_arguments', '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'),
    );
    await client.views.open({ trigger_id, view: modal() });
    const late = await trigger();
    now += 3_001;
    await expect(client.views.open({ trigger_id: late, view: modal() })).rejects.toMatchObject(
      refusal('expired_trigger_id'),
    );
  });

  test('must be one that Slack gave, and a call needs both', async () => {
    await expect(client.views.open({ trigger_id: '1.2.three', view: modal() })).rejects.toMatchObject(
      refusal('invalid_trigger_id'),
    );
    await expect(client.apiCall('views.open', { view: modal() })).rejects.toMatchObject(
      refusal('invalid_arguments', '[ERROR] missing required field: trigger_id'),
    );
    await expect(client.apiCall('views.open', { trigger_id: await trigger() })).rejects.toMatchObject(
      refusal('invalid_arguments', '[ERROR] missing required field: view'),
    );
    expect(slack.modal(OPERATOR)).toEqual([]);
  });
});

describe('the stack', () => {
  test('holds three views; the visible one is the last, and closing shows the one below', async () => {
    const { id: first } = await open(withButton('one'));
    const push = async (title: string) =>
      client.views.push({ trigger_id: await triggerWithin(), view: withButton(title) });
    const { view: second } = await push('two');
    expect(second).toMatchObject({ root_view_id: first, previous_view_id: first });
    await push('three');
    expect(titles()).toEqual(['one', 'two', 'three']);
    await expect(push('four')).rejects.toMatchObject(refusal('push_limit_reached'));
    await slack.closeModal({ user: OPERATOR });
    expect(titles()).toEqual(['one', 'two']);
    await slack.closeModal({ user: OPERATOR, how: 'dismiss' });
    expect(titles()).toEqual([]);
  });

  test('takes only what comes from within it', async () => {
    await open();
    await expect(client.views.push({ trigger_id: await trigger(), view: modal() })).rejects.toMatchObject(
      refusal('not_found'),
    );
    await client.views.publish({
      user_id: OPERATOR,
      view: home('nothing runs', {
        blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] }],
      }),
    });
    const { request } = await slack.clickInView({ user: OPERATOR, view: 'home', actionId: 'more' });
    const trigger_id = String(payloadOf(request.body)['trigger_id']);
    await expect(client.views.push({ trigger_id, view: modal() })).rejects.toMatchObject(
      refusal(
        'invalid_arguments',
        "[ERROR] must match the `type` of the root view whose stack we're pushing onto [json-pointer:/view/type]",
      ),
    );
    await client.views.open({ trigger_id, view: modal({ title: plain('from home') }) });
    expect(titles()).toEqual(['from home']);
  });
});

describe('views.update', () => {
  test('changes an open view in place; what was typed in the same field stays', async () => {
    const { id, hash } = await open();
    await slack.fill({ user: OPERATOR, values: { reason: 'drained' } });
    const view = modal({ title: plain('Really?'), blocks: [textField('reason'), textField('ticket')] });
    const { view: updated } = await client.views.update({ view_id: id, hash, view });
    expect(updated?.id).toBe(id);
    expect(updated?.hash).not.toBe(hash);
    expect(slack.modal(OPERATOR)).toMatchObject([
      {
        view: {
          title: { text: 'Really?' },
          state: {
            values: {
              reason: { reason_text: { type: 'plain_text_input', value: 'drained' } },
              ticket: { ticket_text: { type: 'plain_text_input', value: null } },
            },
          },
        },
      },
    ]);
  });

  test('with a hash of before is a hash_conflict, and changes nothing', async () => {
    const { id, hash } = await open();
    await client.views.update({ view_id: id, hash, view: modal({ title: plain('newer') }) });
    await expect(
      client.views.update({ view_id: id, hash, view: modal({ title: plain('older') }) }),
    ).rejects.toMatchObject(refusal('hash_conflict'));
    expect(titles()).toEqual(['newer']);
  });

  test('finds a view by its external_id, which no other may have while it is open', async () => {
    await open(modal({ external_id: 'run-1042' }));
    const update = client.views.update({
      external_id: 'run-1042',
      view: modal({ title: plain('found'), external_id: 'run-1042' }),
    });
    await expect(update).resolves.toMatchObject({ ok: true });
    expect(titles()).toEqual(['found']);
    await expect(open(modal({ external_id: 'run-1042' }), GUEST)).rejects.toMatchObject(
      refusal('duplicate_external_id'),
    );
    await slack.closeModal({ user: OPERATOR });
    await open(modal({ external_id: 'run-1042' }), GUEST);
    expect(slack.modal(GUEST)).toHaveLength(1);
  });

  test('of a closed view is not_found, and it needs exactly one of the ids', async () => {
    const { id } = await open();
    await slack.closeModal({ user: OPERATOR });
    await expect(client.views.update({ view_id: id, view: modal() })).rejects.toMatchObject(
      refusal('not_found'),
    );
    await expect(
      client.apiCall('views.update', { view_id: id, external_id: 'e', view: modal() }),
    ).rejects.toMatchObject(
      refusal('invalid_arguments', '[ERROR] Cannot provide both `view_id` and `external_id`'),
    );
    await expect(client.apiCall('views.update', { view: modal() })).rejects.toMatchObject(
      refusal('invalid_arguments'),
    );
  });
});

describe('views.publish', () => {
  test('gives each person a Home tab of their own, which keeps its id', async () => {
    const { view: first } = await client.views.publish({ user_id: OPERATOR, view: home('nothing runs') });
    expect(first).toMatchObject({ type: 'home', submit: null, close: null });
    const { view: second } = await client.views.publish({
      user_id: OPERATOR,
      hash: first?.hash ?? '',
      view: home('#1042 runs'),
    });
    expect(second?.id).toBe(first?.id);
    expect(slack.home(OPERATOR)?.view.blocks).toMatchObject([{ text: { text: '#1042 runs' } }]);
    expect(slack.home(GUEST)).toBeUndefined();
  });

  test('with a hash of before is a hash_conflict; the tab can also be updated by its id', async () => {
    const { view } = await client.views.publish({ user_id: OPERATOR, view: home('one') });
    const stale = view?.hash ?? '';
    await client.views.update({ view_id: view?.id ?? '', view: home('two') });
    await expect(
      client.views.publish({ user_id: OPERATOR, hash: stale, view: home('three') }),
    ).rejects.toMatchObject(refusal('hash_conflict'));
    expect(slack.home(OPERATOR)?.view.blocks).toMatchObject([{ text: { text: 'two' } }]);
  });

  test('refuses a modal and somebody who is not there', async () => {
    const publish = (user_id: string, view: unknown) => client.apiCall('views.publish', { user_id, view });
    await expect(publish(OPERATOR, modal())).rejects.toMatchObject(refusal('invalid_arguments'));
    await expect(publish('U0NONE', home('one'))).rejects.toMatchObject(
      refusal('invalid_arguments', 'invalid `user_id`'),
    );
  });
});

test('views.* are 100 a minute', async () => {
  const publish = () => client.views.publish({ user_id: OPERATOR, view: home('again') });
  await Promise.all(Array.from({ length: 100 }, publish));
  await expect(publish()).rejects.toMatchObject({ retryAfter: 60 });
  now += 60_000;
  await expect(publish()).resolves.toMatchObject({ ok: true });
});
