import { h } from '../dom.js';
import { interactive } from '../elements/elements.js';
import { withEmoji } from '../mrkdwn.js';
import { planElement, taskCard } from './plan.js';
import { richTextElement } from './rich-text.js';
import { textNodes } from './text.js';

/**
 * @typedef {import('../../../slack/options.ts').Directory} Directory
 * @typedef {import('../../../slack/blocks/message-blocks.ts').MessageBlock} MessageBlock
 * @typedef {import('../../../slack/blocks/view-blocks.ts').ViewBlock} ViewBlock
 * @typedef {import('../elements/elements.js').Hands} Hands
 */

/**
 * Pictures that the workspace has as files are shown. Others aren't loaded: the page asks nothing of any other host. Their
 * alternative text stands for them.
 * @param {{ alt_text: string, slack_file?: { id?: string | undefined } | undefined }} image
 */
const picture = ({ alt_text, slack_file }) =>
  slack_file?.id === undefined
    ? h('span', { class: 'picture', role: 'img', 'aria-label': alt_text }, `▧ ${alt_text}`)
    : h('img', { class: 'picture-file', src: `/picture/${slack_file.id}`, alt: alt_text });

/**
 * @param {Directory} directory
 * @param {Extract<MessageBlock, { type: 'section' }>} block
 * @param {Hands} hands
 */
const section = (directory, { block_id = '', text, fields, accessory }, hands) => {
  const beside =
    accessory &&
    (accessory.type === 'image'
      ? picture(accessory)
      : interactive(directory, blockOf(block_id, accessory), hands));
  return h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'section-text' },
      text && h('div', {}, ...textNodes(directory, text)),
      fields &&
        h('div', { class: 'fields' }, ...fields.map((field) => h('div', {}, ...textNodes(directory, field)))),
    ),
    beside && h('div', { class: 'accessory' }, beside),
  );
};

/**
 * @param {string} blockId
 * @param {import('../elements/elements.js').Interactive} element
 */
const blockOf = (blockId, element) => ({ blockId, element });

/**
 * One block of a message, and those of a view that aren't to be filled in.
 * @param {Directory} directory
 * @param {MessageBlock | ViewBlock} block
 * @param {Hands} hands
 * @returns {HTMLElement}
 */
export const blockElement = (directory, block, hands) => {
  switch (block.type) {
    case 'section':
      return section(directory, block, hands);
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
      return h(
        'div',
        { class: 'actions' },
        ...block.elements.map((element) =>
          interactive(directory, blockOf(block.block_id ?? '', element), hands),
        ),
      );
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
      return planElement(directory, block);
    case 'alert':
      return h(
        'div',
        { class: `alert ${block.level ?? 'default'}`, role: 'note' },
        ...textNodes(directory, block.text),
      );
    default:
      return h('div', { class: 'context' }, 'A block this page does not show');
  }
};
