import type { BlockAction, ViewClosedAction, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { BoltApp } from './bolt-app.ts';
import type { Transport } from './transport-app.ts';
import { startApp } from './transport-app.ts';
import { modal, payloadOf, plain, textField } from './view-kit.ts';
import { APP_TOKEN, clientOf, OPERATOR, OPS, startWorkspace } from './workspace.ts';

const responseUrls = z.array(z.object({ response_url: z.string() }));

const TROUBLE = 'We had some trouble connecting. Try again?';

describe.each<Transport>(['http', 'socket'])('a modal of a bot reached by %s', (transport) => {
  let slack: SlackSandbox;
  let bot: BoltApp;
  let view: ModalView;
  let answer: ViewResponseAction | 'nothing' | 'silence';
  let heard: string[];

  beforeEach(async () => {
    slack = await startWorkspace({
      ackLimitMs: 1000,
      socket: { lingerMs: 0 },
      ...(transport === 'socket' ? { appToken: APP_TOKEN } : {}),
    });
    view = modal();
    answer = 'nothing';
    heard = [];
    bot = await startApp(transport, slack);
    bot.app.command('/ops', async ({ body, ack, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    bot.app.view('restart', async ({ ack, view: submitted }) => {
      heard.push(JSON.stringify(submitted.state.values));
      if (answer === 'nothing') await ack();
      else if (answer !== 'silence') await ack(answer);
    });
    bot.app.view<ViewClosedAction>({ callback_id: 'restart', type: 'view_closed' }, async ({ ack, body }) => {
      heard.push(`closed ${body.view.title.text} ${body.is_cleared ? 'with all' : 'alone'}`);
      await ack();
    });
    bot.app.action<BlockAction>('size', async ({ ack, body }) => {
      heard.push(`${String(body.container['type'])} ${JSON.stringify(body.view?.state.values)}`);
      await ack();
    });
  });

  afterEach(async () => {
    await bot.stop();
    await slack.stop();
  });

  const open = async (): Promise<void> => {
    await slack.command({ user: OPERATOR, channel: OPS, text: 'restart' });
    await slack.waitFor(() => slack.modal(OPERATOR).length === 1);
  };
  const submit = (values: Record<string, string> = { reason: 'stuck' }) =>
    slack.submit({ user: OPERATOR, values });
  const shown = () => slack.modal(OPERATOR).at(-1);
  const titles = () => slack.modal(OPERATOR).map((seen) => seen.view.title?.text);

  test('what was typed arrives, and an empty acknowledgement closes it', async () => {
    await open();
    expect(await submit()).toMatchObject({ sent: true, delivery: { outcome: 'acked', transport } });
    expect(heard).toEqual(['{"reason":{"reason_text":{"type":"plain_text_input","value":"stuck"}}}']);
    expect(slack.modal(OPERATOR)).toEqual([]);
  });

  test('what is empty and required is not sent at all', async () => {
    view = modal({ blocks: [textField('reason'), textField('ticket', { optional: true })] });
    await open();
    const errors = { reason: 'Please complete this required field.' };
    expect(await slack.submit({ user: OPERATOR })).toEqual({ sent: false, errors });
    expect(shown()).toMatchObject({ errors });
    expect(heard).toEqual([]);
    expect(await submit()).toMatchObject({ sent: true });
  });

  test('errors of the app stand under their fields, and what was typed stays', async () => {
    await open();
    answer = { response_action: 'errors', errors: { reason: 'Say more.' } };
    expect(await submit()).toMatchObject({ delivery: { outcome: 'acked' } });
    expect(shown()).toMatchObject({
      errors: { reason: 'Say more.' },
      view: { state: { values: { reason: { reason_text: { value: 'stuck' } } } } },
    });
    answer = 'nothing';
    await submit({ reason: 'stuck since 3 o’clock' });
    expect(heard).toHaveLength(2);
    expect(slack.modal(OPERATOR)).toEqual([]);
  });

  test.each<[string, ViewResponseAction]>([
    ['an error on no field of it', { response_action: 'errors', errors: { nothing: 'Say more.' } }],
    ['no errors', { response_action: 'errors', errors: {} }],
    ['a view Slack refuses', { response_action: 'update', view: modal({ title: plain('x'.repeat(25)) }) }],
    ['a Home tab', { response_action: 'push', view: { type: 'home', blocks: [] } }],
  ])('an answer with %s is trouble', async (_, wrong) => {
    await open();
    answer = wrong;
    expect(await submit()).toMatchObject({ sent: true, delivery: { outcome: 'invalid-ack' } });
    expect(shown()).toMatchObject({
      trouble: TROUBLE,
      errors: {},
      view: {
        title: { text: 'Restart' },
        state: { values: { reason: { reason_text: { value: 'stuck' } } } },
      },
    });
  });

  test('no answer in time is trouble too; trying again goes through', async () => {
    await open();
    answer = 'silence';
    expect(await submit()).toMatchObject({ sent: true, delivery: { outcome: 'timeout' } });
    expect(shown()).toMatchObject({
      trouble: TROUBLE,
      view: { state: { values: { reason: { reason_text: { value: 'stuck' } } } } },
    });
    answer = 'nothing';
    await slack.submit({ user: OPERATOR });
    expect(heard).toHaveLength(2);
    expect(slack.modal(OPERATOR)).toEqual([]);
  });

  test('an answer updates it, pushes another on top, and clears all', async () => {
    await open();
    const next = modal({ title: plain('Really?'), blocks: [textField('reason')] });
    answer = { response_action: 'update', view: next };
    await submit();
    expect(titles()).toEqual(['Really?']);
    expect(shown()?.view.state.values).toMatchObject({ reason: { reason_text: { value: 'stuck' } } });
    answer = { response_action: 'push', view: modal({ title: plain('On top') }) };
    await slack.submit({ user: OPERATOR });
    expect(titles()).toEqual(['Really?', 'On top']);
    answer = { response_action: 'clear' };
    await submit();
    expect(titles()).toEqual([]);
  });

  test('a pushed view that is submitted shows the one below again; a fourth is trouble', async () => {
    await open();
    answer = { response_action: 'push', view: modal({ title: plain('On top') }) };
    await submit();
    await submit();
    expect(titles()).toEqual(['Restart', 'On top', 'On top']);
    expect(await submit()).toMatchObject({ delivery: { outcome: 'invalid-ack' } });
    expect(shown()).toMatchObject({ trouble: TROUBLE });
    answer = 'nothing';
    await submit();
    expect(titles()).toEqual(['Restart', 'On top']);
  });

  test('the app hears of closing only where it asked for that', async () => {
    await open();
    expect(await slack.closeModal({ user: OPERATOR })).toEqual([]);
    view = modal({ notify_on_close: true });
    await open();
    expect(await slack.closeModal({ user: OPERATOR })).toMatchObject([{ outcome: 'acked' }]);
    view = modal({ notify_on_close: true, clear_on_close: true });
    await open();
    answer = { response_action: 'push', view: modal({ title: plain('On top'), clear_on_close: true }) };
    await submit();
    await slack.closeModal({ user: OPERATOR });
    expect(slack.modal(OPERATOR)).toEqual([]);
    expect(heard.filter((line) => line.startsWith('closed'))).toEqual([
      'closed Restart alone',
      'closed Restart with all',
    ]);
  });

  test('a field that dispatches is heard of at once, with all that is filled in', async () => {
    const size = {
      type: 'static_select' as const,
      action_id: 'size',
      options: [{ text: plain('Two'), value: '2' }],
    };
    view = modal({
      blocks: [
        textField('reason'),
        { type: 'input', block_id: 'n', dispatch_action: true, label: plain('Size'), element: size },
      ],
    });
    await open();
    expect(await slack.fill({ user: OPERATOR, values: { reason: 'stuck' } })).toEqual([]);
    const [delivery] = await slack.fill({ user: OPERATOR, values: { size: '2' } });
    const payload = payloadOf(delivery?.request.body ?? '');
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: shown()?.view.id },
      actions: [{ type: 'static_select', action_id: 'size', block_id: 'n', selected_option: { value: '2' } }],
    });
    for (const key of ['channel', 'message', 'response_url', 'state'])
      expect(payload).not.toHaveProperty(key);
    expect(heard).toEqual([
      expect.stringMatching(/^view .*"reason_text":.*"stuck".*"selected_option":.*"Two"/),
    ]);
    const click = slack.clickInView({ user: OPERATOR, view: 'modal', actionId: 'reason_text' });
    await expect(click).rejects.toThrow('sends nothing by itself');
  });

  test('a chosen conversation brings a response URL where the field asks for one', async () => {
    const where = { type: 'conversations_select' as const, action_id: 'where' };
    const block = (blockId: string, more: object) => ({
      type: 'input' as const,
      block_id: blockId,
      label: plain(blockId),
      element: { ...where, ...more },
    });
    view = modal({ blocks: [block('quiet', {}), block('loud', { response_url_enabled: true })] });
    await open();
    const submission = await submit({ quiet: OPS, loud: OPS });
    if (!submission.sent) throw new Error('not sent');
    const { response_urls: urls } = payloadOf(submission.delivery.request.body);
    expect(urls).toEqual([
      {
        block_id: 'loud',
        action_id: 'where',
        channel_id: OPS,
        response_url: expect.stringContaining('http'),
      },
    ]);
    const url = responseUrls.parse(urls)[0]?.response_url ?? '';
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'in_channel', text: 'restarted' }),
    });
    expect(slack.messages(OPS).map(({ text }) => text)).toEqual(['restarted']);
  });
});

test('a person who has no modal open, or no button to submit with, can not submit', async () => {
  const slack = await startWorkspace({ appToken: APP_TOKEN });
  await expect(slack.submit({ user: OPERATOR })).rejects.toThrow(`No modal is open for ${OPERATOR}`);
  const { request } = await slack.command({ user: OPERATOR, channel: OPS, text: 'status' });
  await clientOf(slack).apiCall('views.open', {
    trigger_id: new URLSearchParams(request.body).get('trigger_id') ?? '',
    view: { type: 'modal', title: plain('Status'), blocks: [] },
  });
  await expect(slack.submit({ user: OPERATOR })).rejects.toThrow('the modal "Status" has no submit button');
  await slack.stop();
});
