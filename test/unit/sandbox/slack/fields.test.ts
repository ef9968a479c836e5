import { describe, expect, test } from 'vitest';
import { choose, type FieldValue } from '../../../../sandbox/slack/fields/choose.ts';
import { formOn, NEW_FORM, withValue } from '../../../../sandbox/slack/fields/form.ts';
import { fieldsIn } from '../../../../sandbox/slack/fields/placed.ts';
import { problemsOf } from '../../../../sandbox/slack/fields/problems.ts';
import type { StateValues } from '../../../../sandbox/slack/fields/state-value.ts';
import { checkModal } from '../../../../sandbox/slack/views/check-view.ts';
import { Workspace } from '../../../../sandbox/slack/workspace/workspace.ts';
import { input, modal, option, options, plain, textInput } from './kit.ts';

const workspace = new Workspace(
  {
    team: { id: 'T0', name: 'team' },
    bot: { userId: 'U0BOT', botId: 'B0', name: 'bot' },
    users: [{ id: 'U0', name: 'operator' }],
    channels: [
      { id: 'C0', name: 'ops', botIsMember: true },
      { id: 'G0', name: 'secret', botIsMember: true, kind: 'private', members: [] },
    ],
    groups: [],
  },
  Date.now,
  () => {},
);

const blocksOf = (...blocks: object[]) => {
  const verdict = checkModal(modal({ blocks }));
  if (!verdict.ok) throw new Error(verdict.messages.join('\n'));
  return verdict.view.blocks;
};
const oneField = (element: object, more: object = {}) =>
  blocksOf(input({ ...element, action_id: 'a' }, { block_id: 'b', ...more }));

/** The state after this person entered each of the values in turn. */
const stateAfter = (blocks: ReturnType<typeof oneField>, ...values: FieldValue[]): StateValues => {
  const [field] = fieldsIn(blocks);
  if (field === undefined) throw new Error('no field');
  const around = {
    workspace,
    user: 'U0',
    offered: [
      { ...option('offered'), text: { ...plain('offered'), type: 'plain_text' as const, emoji: true } },
    ],
  };
  return values.reduce(
    (form, value) => withValue(form, field, choose(field, value, around)),
    formOn(blocks, NEW_FORM),
  ).values;
};

const stored = (value: string) => ({ ...option(value), text: { ...plain(value), emoji: true } });
const static4 = { type: 'static_select', options: options(4) };
const boxes = { type: 'checkboxes', options: options(4) };
const radios = { type: 'radio_buttons', options: options(4) };
const zone = { timezone: 'Europe/Berlin' };

describe('state.values has Slack’s shape', () => {
  test.each<[string, object, FieldValue, object, object]>([
    ['text', textInput(), 'drain', { value: null }, { value: 'drain' }],
    ['number', { type: 'number_input', is_decimal_allowed: true }, '1.5', { value: null }, { value: '1.5' }],
    ['menu', static4, 'o2', { selected_option: null }, { selected_option: stored('o2') }],
    [
      'list of the app',
      { type: 'external_select' },
      'offered',
      { selected_option: null },
      { selected_option: stored('offered') },
    ],
    ['radio buttons', radios, 'o1', { selected_option: null }, { selected_option: stored('o1') }],
    [
      'boxes',
      boxes,
      ['o3', 'o0'],
      { selected_options: [] },
      { selected_options: [stored('o0'), stored('o3')] },
    ],
    ['person', { type: 'users_select' }, 'U0', { selected_user: null }, { selected_user: 'U0' }],
    [
      'conversation',
      { type: 'conversations_select' },
      'C0',
      { selected_conversation: null },
      { selected_conversation: 'C0' },
    ],
    ['date', { type: 'datepicker' }, '2026-11-21', { selected_date: null }, { selected_date: '2026-11-21' }],
    [
      'time',
      { type: 'timepicker', ...zone },
      '03:00',
      { selected_time: null, ...zone },
      { selected_time: '03:00', ...zone },
    ],
  ])('%s: empty, entered, and emptied again', (_, element, value, empty, entered) => {
    const blocks = oneField(element);
    const { type } = { type: '', ...element };
    expect(stateAfter(blocks)).toEqual({ b: { a: { type, ...empty } } });
    expect(stateAfter(blocks, value)).toEqual({ b: { a: { type, ...entered } } });
    expect(stateAfter(blocks, value, null)).toEqual({ b: { a: { type, ...empty } } });
  });

  test.each<[string, object, object]>([
    ['text', textInput({ initial_value: 'a' }), { value: 'a' }],
    ['menu', { ...static4, initial_option: option('o1') }, { selected_option: stored('o1') }],
    ['boxes', { ...boxes, initial_options: [option('o1')] }, { selected_options: [stored('o1')] }],
    ['radio buttons', { ...radios, initial_option: option('o3') }, { selected_option: stored('o3') }],
    ['person', { type: 'users_select', initial_user: 'U0' }, { selected_user: 'U0' }],
    ['date', { type: 'datepicker', initial_date: '2026-11-21' }, { selected_date: '2026-11-21' }],
    ['time', { type: 'timepicker', initial_time: '03:00' }, { selected_time: '03:00' }],
  ])('%s begins with its initial value', (_, element, initial) => {
    expect(stateAfter(oneField(element))['b']?.['a']).toMatchObject(initial);
  });

  test.each<[string, object, FieldValue, string]>([
    ['an option that is none', static4, 'o4', 'no option o4. It has: o0, o1, o2, o3'],
    [
      'what the app did not suggest',
      { type: 'external_select' },
      'other',
      'as last suggested by the app, has no option other',
    ],
    ['a stranger', { type: 'users_select' }, 'U0NONE', 'No user U0NONE'],
    ['a conversation they are not in', { type: 'conversations_select' }, 'G0', 'does not show G0 to U0'],
    [
      'a kind that is filtered out',
      { type: 'conversations_select', filter: { include: ['im'] } },
      'C0',
      'does not show C0',
    ],
    ['two values of a menu', static4, ['o1', 'o2'], 'takes one value'],
    ['no date', { type: 'datepicker' }, 'tomorrow', 'takes a date as YYYY-MM-DD'],
  ])('%s can not be entered', (_, element, value, why) => {
    expect(() => stateAfter(oneField(element), value)).toThrow(why);
  });
});

describe('what Slack’s client refuses before it sends anything', () => {
  const text = textInput({ min_length: 3, max_length: 5 });
  const whole = { type: 'number_input', is_decimal_allowed: false, min_value: '-2', max_value: '10' };
  const required = 'Please complete this required field.';
  test.each<[string, object, FieldValue[], string | undefined]>([
    ['nothing typed', textInput(), [], required],
    ['no box ticked', boxes, [[]], required],
    ['too short a text', text, ['ab'], 'Please enter at least 3 characters.'],
    ['a text at the least length', text, ['abc'], undefined],
    ['a text at the greatest length', text, ['abcde'], undefined],
    ['too long a text', text, ['abcdef'], 'Please enter at most 5 characters.'],
    ['a text of 3001', textInput(), ['x'.repeat(3001)], 'Please enter at most 3000 characters.'],
    ['a number at the minimum', whole, ['-2'], undefined],
    ['a number at the maximum', whole, ['10'], undefined],
    ['a number below', whole, ['-3'], 'Please enter a number not below -2.'],
    ['a number above', whole, ['11'], 'Please enter a number not above 10.'],
    ['a decimal', whole, ['1.5'], 'Please enter a whole number.'],
    ['a word', { type: 'number_input', is_decimal_allowed: true }, ['two'], 'Please enter a number.'],
  ])('%s', (_, element, values, problem) => {
    const blocks = oneField(element);
    const expected = problem === undefined ? {} : { b: problem };
    expect(problemsOf(blocks, stateAfter(blocks, ...values))).toEqual(expected);
  });

  test('an optional field may be empty, but not wrong', () => {
    const blocks = oneField(whole, { optional: true });
    expect(problemsOf(blocks, stateAfter(blocks))).toEqual({});
    expect(problemsOf(blocks, stateAfter(blocks, '11'))).toHaveProperty('b');
  });
});

test('a form keeps what stays the same field, and begins the others anew', () => {
  const before = oneField(textInput());
  const form = { values: stateAfter(before, 'drain'), offered: {} };
  expect(formOn(oneField(textInput({ initial_value: 'other' })), form).values['b']?.['a']).toMatchObject({
    value: 'drain',
  });
  expect(formOn(oneField(static4), form).values['b']?.['a']).toEqual({
    type: 'static_select',
    selected_option: null,
  });
  expect(formOn(blocksOf(input(textInput(), { block_id: 'c' })), form).values).toEqual({
    c: { a: { type: 'plain_text_input', value: null } },
  });
});
