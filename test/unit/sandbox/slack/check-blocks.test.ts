import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../../../sandbox/slack/blocks/check-blocks.ts';

const x = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: unknown, more: object = {}) => ({ type: 'section', text, ...more });
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const confirm = (more: object = {}) => ({ title: plain('Sure?'), text: plain('Really?'), ...more });
const option = (value: string) => ({ text: plain(value), value });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const task = (more: object = {}) => ({ type: 'task_card', task_id: 't', title: 'Step', ...more });
const image = { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'a graph' };

describe('taken', () => {
  test.each<[string, unknown[]]>([
    ['no blocks', []],
    ['fifty blocks', many(50, () => ({ type: 'divider' }))],
    ['3000 characters in a section', [section(mrkdwn(x(3000)))]],
    ['ten fields and no text', [{ type: 'section', fields: many(10, () => mrkdwn(x(500))) }]],
    ['a header of 150', [{ type: 'header', text: plain(x(150)) }]],
    ['ten elements of context', [{ type: 'context', elements: many(10, () => mrkdwn('m')) }]],
    [
      '25 buttons',
      [actions(...many(25, (at) => button({ action_id: `a${at}`, text: plain(x(75)), value: x(40) })))],
    ],
    ['a long value', [actions(button({ value: x(2000), style: 'danger', confirm: confirm() }))]],
    ['the same action_id in two blocks', [actions(button()), actions(button())]],
    [
      'menus',
      [
        actions(
          { type: 'static_select', action_id: 's', placeholder: plain('Choose'), options: [option('1')] },
          { type: 'overflow', action_id: 'o', options: [{ ...option('2'), url: 'https://example.org/' }] },
        ),
      ],
    ],
    [
      'every element with a state',
      [
        actions(
          { type: 'checkboxes', action_id: 'c', options: many(10, (at) => option(`${at}`)) },
          { type: 'radio_buttons', action_id: 'r', options: many(10, (at) => option(`${at}`)) },
          { type: 'external_select', action_id: 'e', min_query_length: 1 },
          { type: 'users_select', action_id: 'u' },
          { type: 'conversations_select', action_id: 'v' },
          { type: 'datepicker', action_id: 'd' },
          { type: 'timepicker', action_id: 't' },
        ),
        section(plain('p'), { accessory: { type: 'radio_buttons', options: [option('1')] } }),
      ],
    ],
    [
      'an option value of 150',
      [actions({ type: 'static_select', options: [{ text: plain('p'), value: x(150) }] })],
    ],
    ['an image, and one beside a section', [image, section(plain('p'), { accessory: image })]],
    [
      'rich text',
      [
        rich(
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [] }],
          },
          { type: 'rich_text_preformatted', elements: [{ type: 'link', url: 'https://example.org/' }] },
        ),
      ],
    ],
    [
      'a plan of task cards',
      [
        {
          type: 'plan',
          title: 'Restart',
          tasks: [
            task({
              status: 'complete',
              output: rich({ type: 'rich_text_section', elements: [{ type: 'text', text: 'done' }] }),
            }),
          ],
        },
      ],
    ],
  ])('%s', (_, blocks) => {
    expect(checkBlocks(blocks)).toMatchObject({ ok: true });
  });
});

describe('refused, with the place and in Slack’s words', () => {
  test.each<[string, unknown[], string]>([
    [
      '51 blocks',
      many(51, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    ['an unknown type', [{ type: 'bogus' }], 'unsupported type: bogus [json-pointer:/blocks/0/type]'],
    ['no type', [{ text: plain('p') }], 'missing required field: type [json-pointer:/blocks/0]'],
    ['a modal’s block', [{ type: 'alert', text: plain('p') }], 'unsupported type: alert (not for messages)'],
    ['a block not modelled', [{ type: 'table', rows: [] }], 'this sandbox does not model it'],
    [
      'an empty section',
      [{ type: 'section' }],
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'an empty text',
      [section(mrkdwn(''))],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['white space only', [section(mrkdwn(' \n'))], 'must be more than 0 characters'],
    ['3001 characters', [section(mrkdwn(x(3001)))], 'must be less than 3001 characters'],
    ['a bare string', [section('text')], 'must provide an object [json-pointer:/blocks/0/text]'],
    [
      'emoji in mrkdwn',
      [section({ ...mrkdwn('m'), emoji: true })],
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'verbatim in plain_text',
      [section({ ...plain('p'), verbatim: true })],
      'invalid additional property: verbatim [json-pointer:/blocks/0/text]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: many(11, () => plain('p')) }],
      'no more than 10 items allowed',
    ],
    [
      'a field of 2001',
      [{ type: 'section', fields: [plain(x(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('m') }], '[json-pointer:/blocks/0/text/type]'],
    ['a header of 151', [{ type: 'header', text: plain(x(151)) }], 'must be less than 151 characters'],
    [
      'a context of eleven',
      [{ type: 'context', elements: many(11, () => plain('p')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['an empty context', [{ type: 'context', elements: [] }], 'no fewer than 1 items allowed'],
    ['a button in context', [{ type: 'context', elements: [button()] }], 'unsupported type: button'],
    [
      '26 buttons',
      [actions(...many(26, (at) => button({ action_id: `a${at}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['a button text of 76', [actions(button({ text: plain(x(76)) }))], 'must be less than 76 characters'],
    ['a button text in mrkdwn', [actions(button({ text: mrkdwn('m') }))], '/blocks/0/elements/0/text/type'],
    ['a value of 2001', [actions(button({ value: x(2001) }))], 'must be less than 2001 characters'],
    ['a number as value', [actions(button({ value: 1042 }))], 'must provide a string'],
    ['a style of its own', [actions(button({ style: 'default' }))], 'must be a valid enum value'],
    ['an unknown key', [actions(button({ disabled: true }))], 'invalid additional property: disabled'],
    [
      'no text',
      [actions({ type: 'button' })],
      'missing required field: text [json-pointer:/blocks/0/elements/0]',
    ],
    ['an action_id of 256', [actions(button({ action_id: x(256) }))], 'must be less than 256 characters'],
    ['a block_id of 256', [{ type: 'divider', block_id: x(256) }], 'must be less than 256 characters'],
    [
      'an action_id twice',
      [actions(button(), button())],
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'd' },
        { type: 'divider', block_id: 'd' },
      ],
      '`block_id` "d" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'a confirm title of 101',
      [actions(button({ confirm: confirm({ title: plain(x(101)) }) }))],
      'must be less than 101 characters',
    ],
    [
      'a confirm text of 301',
      [actions(button({ confirm: confirm({ text: plain(x(301)) }) }))],
      'must be less than 301 characters',
    ],
    [
      'a url of 3001',
      [actions(button({ url: `https://example.org/${x(2981)}` }))],
      'must be less than 3001 characters',
    ],
    ['a url that is none', [actions(button({ url: 'registry' }))], 'must be a valid URL'],
    [
      'a menu without options',
      [actions({ type: 'static_select', action_id: 's' })],
      'must define either `options`',
    ],
    [
      'a url in a select',
      [actions({ type: 'static_select', options: [{ ...option('1'), url: '' }] })],
      'invalid additional property: url',
    ],
    [
      'an option value of 151',
      [actions({ type: 'static_select', options: [{ text: plain('p'), value: x(151) }] })],
      'must be less than 151 characters',
    ],
    [
      'six entries in an overflow menu',
      [actions({ type: 'overflow', options: many(6, (at) => option(`${at}`)) })],
      'no more than 5 items allowed',
    ],
    [
      'eleven boxes',
      [actions({ type: 'checkboxes', options: many(11, (at) => option(`${at}`)) })],
      'no more than 10',
    ],
    ['an input', [{ type: 'input', label: plain('p'), element: {} }], 'this sandbox does not model it'],
    ['an image without alt_text', [{ ...image, alt_text: undefined }], 'missing required field: alt_text'],
    ['an image with no source', [{ type: 'image', alt_text: 'a' }], 'must define either `image_url`'],
    ['two plans', many(2, () => ({ type: 'plan', title: 'p' })), 'no more than 1 plan block allowed'],
    ['a task of no known status', [task({ status: 'done' })], 'must be a valid enum value, one of pending'],
    ['a task titled by an object', [task({ title: plain('p') })], 'must provide a string'],
    ['rich text of no known part', [rich({ type: 'rich_text_table' })], 'unsupported type: rich_text_table'],
  ])('%s', (_, blocks, said) => {
    const verdict = checkBlocks(blocks);
    expect(verdict).toMatchObject({ ok: false, error: 'invalid_blocks' });
    const messages = verdict.ok ? [] : verdict.messages;
    expect(messages.join('\n')).toContain(said);
    for (const message of messages) expect(message).toMatch(/^\[ERROR\] .+ \[json-pointer:\/blocks.*\]$/);
  });

  test('too much in all is another error: the blocks are each good', () => {
    const long = many(5, () => section(mrkdwn(x(2900))));
    expect(checkBlocks(long)).toMatchObject({ ok: false, error: 'msg_blocks_too_long' });
    expect(checkBlocks(long.slice(1))).toMatchObject({ ok: true });
  });

  test.each([
    ['an object', { type: 'section' }],
    ['text', 'section'],
    ['null', null],
  ])('blocks that are %s are no blocks at all', (_, value) => {
    expect(checkBlocks(value)).toMatchObject({ ok: false, error: 'invalid_blocks_format' });
  });
});
