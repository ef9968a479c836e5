import { describe, expect, test } from 'vitest';
import { checkModal } from '../../../../sandbox/slack/views/check-view.ts';
import { actions, input, many, modal, mrkdwn, option, options, plain, section, textInput, x } from './kit.ts';

const withInput = (element: object, more: object = {}) => modal({ blocks: [input(element, more)] });
const number = (more: object = {}) => ({ type: 'number_input', is_decimal_allowed: false, ...more });
const select = (more: object = {}) => ({ type: 'static_select', ...more });
const boxes = (more: object = {}) => ({ type: 'checkboxes', options: options(10), ...more });
const radios = (more: object = {}) => ({ type: 'radio_buttons', options: options(10), ...more });
const external = (more: object = {}) => ({ type: 'external_select', ...more });
const conversations = (more: object = {}) => ({ type: 'conversations_select', ...more });
const group = (count: number) => ({ label: plain(x(75)), options: options(count) });
const longest = { text: plain(x(75)), value: x(150), description: plain(x(75)) };
/** 240 kB of sections, and one more that makes it more than 250. */
const _big = (count: number) => modal({ blocks: many(count, () => section(plain(x(2_930)))) });

describe('an input at each limit is taken', () => {
  test.each<[string, object]>([
    ['a label and a hint of 2000', withInput(textInput(), { label: plain(x(2000)), hint: plain(x(2000)) })],
    ['an optional input that dispatches', withInput(textInput(), { optional: true, dispatch_action: true })],
    [
      'when a text dispatches',
      withInput(
        textInput({
          dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
        }),
      ),
    ],
    ['a text of 0 to 3000', withInput(textInput({ min_length: 0, max_length: 3000, multiline: true }))],
    ['an initial text of 3000', withInput(textInput({ initial_value: x(3000), min_length: 3000 }))],
    ['a placeholder of 150', withInput(textInput({ placeholder: plain(x(150)) }))],
    ['one number only', withInput(number({ min_value: '3', max_value: '3', initial_value: '3' }))],
    ['decimals', withInput(number({ is_decimal_allowed: true, min_value: '-0.5' }))],
    ['100 options', withInput(select({ options: options(100) }))],
    [
      '100 groups of 100',
      withInput(select({ option_groups: many(100, () => ({ label: plain('g'), options: [option('o')] })) })),
    ],
    ['a group of 100', withInput(select({ option_groups: [group(100)] }))],
    ['the longest option, chosen', withInput(select({ options: [longest], initial_option: longest }))],
    [
      'a chosen option of a group',
      withInput(select({ option_groups: [group(3)], initial_option: option('o2') })),
    ],
    ['a list of the app from the first letter', withInput(external({ min_query_length: 0 }))],
    ['people', withInput({ type: 'users_select', initial_user: 'U0' })],
    [
      'conversations with an answer',
      withInput(conversations({ response_url_enabled: true, filter: { include: ['public'] } })),
    ],
    ['ten boxes, some ticked', withInput(boxes({ initial_options: [option('o9'), option('o0')] }))],
    [
      'boxes with mrkdwn',
      withInput(boxes({ options: [{ ...longest, text: mrkdwn('*m*'), description: mrkdwn('_m_') }] })),
    ],
    ['ten radio buttons, one chosen', withInput(radios({ initial_option: option('o9') }))],
    ['a leap day', withInput({ type: 'datepicker', initial_date: '2028-02-29' })],
    [
      'a time and its zone',
      withInput({ type: 'timepicker', initial_time: '23:59', timezone: 'Europe/Berlin' }),
    ],
    ['one focus', withInput(textInput({ focus_on_load: true }))],
  ])('%s', (_, view) => {
    expect(checkModal(view)).toMatchObject({ ok: true });
  });
});

describe('an input beyond a limit is refused, with the place and in Slack’s words', () => {
  test.each<[string, unknown, string]>([
    [
      'a button as input',
      withInput({ type: 'button', text: plain('t') }),
      'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
    ],
    [
      'a label of 2001',
      withInput(textInput(), { label: plain(x(2001)) }),
      'must be less than 2001 characters',
    ],
    ['a hint of 2001', withInput(textInput(), { hint: plain(x(2001)) }), 'must be less than 2001 characters'],
    [
      'no label',
      withInput(textInput(), { label: undefined }),
      'missing required field: label [json-pointer:/view/blocks/0]',
    ],
    [
      'a placeholder of 151',
      withInput(textInput({ placeholder: plain(x(151)) })),
      'must be less than 151 characters',
    ],
    [
      'max_length 3001',
      withInput(textInput({ max_length: 3001 })),
      '[json-pointer:/view/blocks/0/element/max_length]',
    ],
    [
      'max_length 0',
      withInput(textInput({ max_length: 0 })),
      '[json-pointer:/view/blocks/0/element/max_length]',
    ],
    [
      'min_length 3001',
      withInput(textInput({ min_length: 3001 })),
      '[json-pointer:/view/blocks/0/element/min_length]',
    ],
    [
      'min_length above max_length',
      withInput(textInput({ min_length: 3, max_length: 2 })),
      '`min_length` cannot be greater than `max_length`',
    ],
    [
      'an initial text of 3001',
      withInput(textInput({ initial_value: x(3001) })),
      'must be less than 3001 characters',
    ],
    [
      'a dispatch of no known trigger',
      withInput(textInput({ dispatch_action_config: { trigger_actions_on: ['on_blur'] } })),
      'must be a valid enum value',
    ],
    [
      'a number field that does not say whether decimals',
      withInput({ type: 'number_input' }),
      'missing required field: is_decimal_allowed',
    ],
    ['a minimum that is no text', withInput(number({ min_value: 1 })), 'must provide a string'],
    ['a minimum that is no number', withInput(number({ min_value: 'one' })), 'must be a number'],
    [
      'a minimum above the maximum',
      withInput(number({ min_value: '10', max_value: '9' })),
      '`min_value` cannot be greater than `max_value`',
    ],
    [
      '101 options',
      withInput(select({ options: options(101) })),
      'no more than 100 items allowed [json-pointer:/view/blocks/0/element/options]',
    ],
    [
      '101 groups',
      withInput(select({ option_groups: many(101, () => group(1)) })),
      'no more than 100 items allowed',
    ],
    ['a group of 101', withInput(select({ option_groups: [group(101)] })), 'no more than 100 items allowed'],
    [
      'options and groups',
      withInput(select({ options: options(1), option_groups: [group(1)] })),
      'must define either `options` or `option_groups`',
    ],
    [
      'an option text of 76',
      withInput(select({ options: [{ ...longest, text: plain(x(76)) }] })),
      'must be less than 76 characters',
    ],
    [
      'an option value of 151',
      withInput(select({ options: [{ ...longest, value: x(151) }] })),
      'must be less than 151 characters',
    ],
    [
      'an initial option that is none',
      withInput(select({ options: options(2), initial_option: option('o2') })),
      '`initial_option` must be one of the options [json-pointer:/view/blocks/0/element/initial_option]',
    ],
    [
      'an initial option with another text',
      withInput(select({ options: options(2), initial_option: { ...option('o1'), text: plain('other') } })),
      '`initial_option` must be one of the options',
    ],
    [
      'options of an external_select',
      withInput(external({ options: options(2) })),
      'invalid additional property: options',
    ],
    ['a menu of several', withInput({ type: 'multi_users_select' }), 'unsupported type: multi_users_select'],
    [
      'an empty filter',
      withInput(conversations({ filter: {} })),
      'must define at least one of the fields of a filter',
    ],
    [
      'a response URL outside of an input',
      modal({ blocks: [actions(conversations({ response_url_enabled: true }))] }),
      'invalid additional property: response_url_enabled',
    ],
    [
      'eleven boxes',
      withInput(boxes({ options: options(11) })),
      'no more than 10 items allowed [json-pointer:/view/blocks/0/element/options]',
    ],
    [
      'a ticked box that is none',
      withInput(boxes({ initial_options: [option('o10')] })),
      '`initial_options` must be some of the options',
    ],
    ['eleven radio buttons', withInput(radios({ options: options(11) })), 'no more than 10 items allowed'],
    [
      'a chosen radio button that is none',
      withInput(radios({ initial_option: option('o10') })),
      '`initial_option` must be one of the options',
    ],
    [
      'a day that is not',
      withInput({ type: 'datepicker', initial_date: '2026-02-29' }),
      'must be a date as YYYY-MM-DD',
    ],
    [
      'a time that is not',
      withInput({ type: 'timepicker', initial_time: '24:00' }),
      'must be a time as HH:mm',
    ],
  ])('%s', (_, view, said) => {
    const verdict = checkModal(view);
    expect(verdict).toMatchObject({ ok: false, error: 'invalid_arguments' });
    const messages = verdict.ok ? [] : verdict.messages;
    expect(messages.join('\n')).toContain(said);
    for (const message of messages) expect(message).toMatch(/^\[ERROR\] .+ \[json-pointer:\/view.*\]$/);
  });
});
