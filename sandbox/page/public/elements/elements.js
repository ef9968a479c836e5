import { h } from '../dom.js';
import { withEmoji } from '../mrkdwn.js';
import { fieldElement } from './fields.js';
import { openMenu } from './menu.js';

/**
 * @typedef {import('../../../slack/options.ts').Directory} Directory
 * @typedef {import('../../../slack/blocks/layout-blocks.ts').Interactive} Interactive
 * @typedef {NonNullable<Extract<Interactive, { type: 'button' }>['confirm']>} Confirm
 * @typedef {string | readonly string[] | null} FieldValue
 * @typedef {import('../../../slack/fields/state-value.ts').StateValue} StateValue
 *
 * An element with the block it stands in.
 * @typedef {{ blockId: string, element: Interactive }} Placed
 *
 * What can be done with an element: it is used, or typed in for suggestions; `holds` is what it holds.
 * @typedef {{ use: (placed: Placed, value?: FieldValue) => void,
 *   suggest: (placed: Placed, typed: string) => Promise<any>,
 *   holds: (placed: Placed) => StateValue | undefined }} Hands
 */

/**
 * What stays the same of an element when its message is written anew.
 * @param {Interactive} element
 */
const keyOf = (element) => `${element.action_id} ${element.type === 'button' ? (element.value ?? '') : ''}`;

/**
 * @param {Placed & { element: Extract<Interactive, { type: 'button' }> }} placed
 * @param {Hands} hands
 */
const button = (placed, { use }) => {
  const { element } = placed;
  const { text, style = '', accessibility_label: label, value, url } = element;
  const attributes = { class: `button ${style}`.trim(), 'aria-label': label, 'data-key': keyOf(element) };
  const click = () => use(placed, value);
  return url === undefined
    ? h('button', { ...attributes, type: 'button', click }, withEmoji(text.text))
    : h(
        'a',
        { ...attributes, href: url, target: '_blank', rel: 'noreferrer noopener', click },
        withEmoji(text.text),
      );
};

/**
 * @param {Placed & { element: Extract<Interactive, { type: 'overflow' }> }} placed
 * @param {Hands} hands
 */
const overflow = (placed, { use }) => {
  const { element } = placed;
  const items = element.options.map(({ text, description, value }) => ({
    label: withEmoji(text.text),
    note: description?.text ?? '',
    run: () => use(placed, value),
  }));
  return h(
    'button',
    {
      type: 'button',
      class: 'button more',
      'aria-label': 'More',
      'aria-haspopup': 'menu',
      'data-key': keyOf(element),
      click: ({ currentTarget }) => openMenu(currentTarget, items),
    },
    '⋯',
  );
};

/**
 * An element of an actions block, or beside a section.
 * @param {Directory} directory
 * @param {Placed} placed
 * @param {Hands} hands
 * @returns {HTMLElement}
 */
export const interactive = (directory, { blockId, element }, hands) => {
  if (element.type === 'button') return button({ blockId, element }, hands);
  if (element.type === 'overflow') return overflow({ blockId, element }, hands);
  const placed = { blockId, element };
  const named = 'placeholder' in element ? element.placeholder?.text : undefined;
  return fieldElement(directory, element, {
    key: keyOf(element),
    labels: { 'aria-label': named ?? 'Choose' },
    holds: hands.holds(placed),
    change: (value) => hands.use(placed, value),
    suggest: (typed) => hands.suggest(placed, typed),
  });
};
