import { describe, expect, test } from 'vitest';
import { checkHome, checkModal } from '../../../../sandbox/slack/views/check-view.ts';
import { actions, home, input, many, modal, mrkdwn, options, plain, section, textInput, x } from './kit.ts';

const withInput = (element: object, more: object = {}) => modal({ blocks: [input(element, more)] });
const number = (more: object = {}) => ({ type: 'number_input', is_decimal_allowed: false, ...more });
const _select = (more: object = {}) => ({ type: 'static_select', ...more });
const boxes = (more: object = {}) => ({ type: 'checkboxes', options: options(10), ...more });
const radios = (more: object = {}) => ({ type: 'radio_buttons', options: options(10), ...more });
const _external = (more: object = {}) => ({ type: 'external_select', ...more });
const _conversations = (more: object = {}) => ({ type: 'conversations_select', ...more });
const _group = (count: number) => ({ label: plain(x(75)), options: options(count) });
const _longest = { text: plain(x(75)), value: x(150), description: plain(x(75)) };
/** 240 kB of sections, and one more that makes it more than 250. */
const big = (count: number) => modal({ blocks: many(count, () => section(plain(x(2_930)))) });

describe('a modal at each limit is taken', () => {
  test.each<[string, object]>([
    [
      'a title and two buttons of 24',
      modal({ title: plain(x(24)), submit: plain(x(24)), close: plain(x(24)) }),
    ],
    ['100 blocks', modal({ blocks: many(100, () => ({ type: 'divider' })) })],
    ['no blocks', modal({ blocks: [] })],
    ['no submit without inputs', modal({ submit: undefined })],
    ['private_metadata of 3000', modal({ private_metadata: x(3000) })],
    ['ids of 255', modal({ callback_id: x(255), external_id: x(255) })],
    ['what it says on closing', modal({ clear_on_close: true, notify_on_close: true })],
    ['less than 250 kB', big(80)],
    ['an alert of 200', modal({ blocks: [{ type: 'alert', text: mrkdwn(x(200)), level: 'warning' }] })],
  ])('%s', (_, view) => {
    expect(checkModal(view)).toMatchObject({ ok: true });
  });

  test('what Slack fills in is there', () => {
    expect(checkModal(withInput(textInput()))).toMatchObject({
      view: {
        callback_id: '',
        private_metadata: '',
        external_id: '',
        notify_on_close: false,
        clear_on_close: false,
        blocks: [{ optional: false, dispatch_action: false }],
      },
    });
  });
});

describe('a modal beyond a limit is refused, with the place and in Slack’s words', () => {
  test.each<[string, unknown, string]>([
    [
      'a title of 25',
      modal({ title: plain(x(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a submit of 25',
      modal({ submit: plain(x(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a close of 25',
      modal({ close: plain(x(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    ['a title in mrkdwn', modal({ title: mrkdwn('m') }), '[json-pointer:/view/title/type]'],
    ['no title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
    ['no blocks', modal({ blocks: undefined }), 'missing required field: blocks [json-pointer:/view]'],
    [
      '101 blocks',
      modal({ blocks: many(101, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'private_metadata of 3001',
      modal({ private_metadata: x(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'private_metadata that is JSON',
      modal({ private_metadata: {} }),
      'must provide a string [json-pointer:/view/private_metadata]',
    ],
    [
      'a callback_id of 256',
      modal({ callback_id: x(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'an external_id of 256',
      modal({ external_id: x(256) }),
      'must be less than 256 characters [json-pointer:/view/external_id]',
    ],
    ['a Home tab', home(), 'unsupported type: home'],
    ['no type', { blocks: [] }, 'missing required field: type [json-pointer:/view]'],
    ['a hash in the view', modal({ hash: '1.2' }), 'invalid additional property: hash [json-pointer:/view]'],
    [
      'an input without submit',
      modal({ submit: undefined, blocks: [{ type: 'divider' }, input(textInput())] }),
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
    ],
    [
      'an alert of 201',
      modal({ blocks: [{ type: 'alert', text: plain(x(201)) }] }),
      'must be less than 201 characters [json-pointer:/view/blocks/0/text/text]',
    ],
    [
      'an alert of no known level',
      modal({ blocks: [{ type: 'alert', text: plain('t'), level: 'fatal' }] }),
      'must be a valid enum value',
    ],
    ['a plan', modal({ blocks: [{ type: 'plan', title: 'p' }] }), 'unsupported type: plan (not for modals)'],
    [
      'a task card',
      modal({ blocks: [{ type: 'task_card', task_id: 't', title: 't' }] }),
      'unsupported type: task_card (not for modals)',
    ],
    [
      'a text field among buttons',
      modal({ blocks: [actions(textInput())] }),
      'unsupported type: plain_text_input [json-pointer:/view/blocks/0/elements/0/type]',
    ],
    [
      'two focuses',
      modal({ blocks: many(2, () => input(textInput({ focus_on_load: true }))) }),
      'only one element can have `focus_on_load` [json-pointer:/view/blocks/1]',
    ],
    [
      'a block_id twice',
      modal({ blocks: many(2, () => ({ type: 'divider', block_id: 'd' })) }),
      '`block_id` "d" already exists [json-pointer:/view/blocks/1/block_id]',
    ],
    [
      'an action_id twice',
      modal({ blocks: [actions(radios({ action_id: 'r' }), boxes({ action_id: 'r' }))] }),
      '`action_id` "r" already exists [json-pointer:/view/blocks/0/elements/1/action_id]',
    ],
    ['text', 'modal', 'must provide an object [json-pointer:/view]'],
  ])('%s', (_, view, said) => {
    const verdict = checkModal(view);
    expect(verdict).toMatchObject({ ok: false, error: 'invalid_arguments' });
    const messages = verdict.ok ? [] : verdict.messages;
    expect(messages.join('\n')).toContain(said);
    for (const message of messages) expect(message).toMatch(/^\[ERROR\] .+ \[json-pointer:\/view.*\]$/);
  });

  test('more than 250 kB is another error: the blocks are each good', () => {
    expect(checkModal(big(90))).toMatchObject({ ok: false, error: 'view_too_large', messages: [] });
  });
});

describe('a Home tab', () => {
  test.each<[string, object]>([
    ['100 blocks', home({ blocks: many(100, () => ({ type: 'divider' })) })],
    ['inputs without a submit', home({ blocks: [input(textInput(), { dispatch_action: true })] })],
    [
      'ids and private_metadata',
      home({ callback_id: x(255), external_id: x(255), private_metadata: x(3000) }),
    ],
  ])('takes %s', (_, view) => {
    expect(checkHome(view)).toMatchObject({ ok: true });
  });

  test.each<[string, object, string]>([
    [
      '101 blocks',
      home({ blocks: many(101, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    ['a modal', modal(), 'unsupported type: modal'],
    ['a title', home({ title: plain('t') }), 'invalid additional property: title [json-pointer:/view]'],
    [
      'an alert',
      home({ blocks: [{ type: 'alert', text: plain('t') }] }),
      'unsupported type: alert (not for Home tabs)',
    ],
    [
      'a number field',
      home({ blocks: [input(number())] }),
      'unsupported type: number_input (not for Home tabs)',
    ],
    [
      'a plan',
      home({ blocks: [{ type: 'plan', title: 'p' }] }),
      'unsupported type: plan (not for Home tabs)',
    ],
  ])('refuses %s', (_, view, said) => {
    const verdict = checkHome(view);
    expect(verdict).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(verdict.ok ? '' : verdict.messages.join('\n')).toContain(said);
  });
});
