import { h } from './dom.js';
import { withEmoji } from './mrkdwn.js';
import { richTextElement } from './rich-text.js';
import { textNodes } from './text.js';

/**
 * @typedef {import('../../slack/options.ts').Directory} Directory
 * @typedef {import('../../slack/blocks/message-blocks.ts').MessageBlock} MessageBlock
 * @typedef {import('../../slack/blocks/message-blocks.ts').Interactive} Interactive
 * @typedef {(element: Interactive, value?: string) => void} OnUse
 */

/**
 * @param {Interactive} element
 * @param {OnUse} onUse
 * @returns {HTMLElement}
 */
const interactive = (element, onUse) => {
  if (element.type === 'button') {
    const label = element.accessibility_label;
    return h(
      'button',
      {
        type: 'button',
        class: `button ${element.style ?? ''}`.trim(),
        'aria-label': label,
        click: () => onUse(element, element.value),
      },
      withEmoji(element.text.text),
    );
  }
  const groups =
    element.type === 'overflow' ? [element] : (element.option_groups ?? [{ options: element.options ?? [] }]);
  const hint = element.type === 'overflow' ? '⋯' : (element.placeholder?.text ?? 'Choose…');
  const select = h(
    'select',
    {
      class: 'menu',
      'aria-label': element.type === 'overflow' ? 'More' : hint,
      change: ({ target }) => {
        if (target instanceof HTMLSelectElement && target.value !== '') onUse(element, target.value);
      },
    },
    h('option', { value: '' }, withEmoji(hint)),
    ...groups.flatMap(({ options }) =>
      options.map((option) => h('option', { value: option.value }, withEmoji(option.text.text))),
    ),
  );
  return select;
};

/**
 * Pictures aren't loaded: the page asks nothing of any other host. Their alternative text stands for them.
 * @param {{ alt_text: string }} image
 */
const picture = ({ alt_text }) =>
  h('span', { class: 'picture', role: 'img', 'aria-label': alt_text }, `▧ ${alt_text}`);

const MARK = { pending: '○', in_progress: '◐', complete: '✓', error: '✕' };

/**
 * @param {Directory} directory
 * @param {Extract<MessageBlock, { type: 'task_card' }>} card
 */
const taskCard = (directory, { title, status = 'pending', details, output }) =>
  h(
    'div',
    { class: `task ${status}` },
    h('span', { class: 'task-mark', role: 'img', 'aria-label': status.replace('_', ' ') }, MARK[status]),
    h(
      'div',
      {},
      h('span', { class: 'task-title' }, title),
      details && richTextElement(directory, details),
      output && richTextElement(directory, output),
    ),
  );

/**
 * One block of a message.
 * @param {Directory} directory
 * @param {MessageBlock} block
 * @param {OnUse} onUse
 * @returns {HTMLElement}
 */
export const blockElement = (directory, block, onUse) => {
  switch (block.type) {
    case 'section': {
      const { text, fields, accessory } = block;
      const shown =
        accessory && (accessory.type === 'image' ? picture(accessory) : interactive(accessory, onUse));
      return h(
        'div',
        { class: 'section' },
        h(
          'div',
          { class: 'section-text' },
          text && h('div', {}, ...textNodes(directory, text)),
          fields &&
            h(
              'div',
              { class: 'fields' },
              ...fields.map((field) => h('div', {}, ...textNodes(directory, field))),
            ),
        ),
        shown && h('div', { class: 'accessory' }, shown),
      );
    }
    case 'header':
      return h('h3', { class: 'header' }, withEmoji(block.text.text));
    case 'context':
      return h(
        'div',
        { class: 'context' },
        ...block.elements.map((element) =>
          element.type === 'image' ? picture(element) : h('span', {}, ...textNodes(directory, element)),
        ),
      );
    case 'divider':
      return h('hr');
    case 'actions':
      return h('div', { class: 'actions' }, ...block.elements.map((element) => interactive(element, onUse)));
    case 'image':
      return h(
        'div',
        {},
        block.title && h('div', { class: 'context' }, withEmoji(block.title.text)),
        picture(block),
      );
    case 'rich_text':
      return richTextElement(directory, block);
    case 'task_card':
      return taskCard(directory, block);
    case 'plan':
      return h(
        'div',
        { class: 'plan' },
        h('div', { class: 'plan-title' }, block.title),
        ...(block.tasks ?? []).map((card) => taskCard(directory, card)),
      );
    default:
      return h('div', { class: 'context' }, 'A block this page does not show');
  }
};
