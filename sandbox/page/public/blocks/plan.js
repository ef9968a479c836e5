import { h } from '../dom.js';
import { richTextElement } from './rich-text.js';

/**
 * @typedef {import('../../../slack/options.ts').Directory} Directory
 * @typedef {import('../../../slack/blocks/message-blocks.ts').MessageBlock} MessageBlock
 * @typedef {Extract<MessageBlock, { type: 'task_card' }>} TaskCard
 * @typedef {Extract<MessageBlock, { type: 'plan' }>} Plan
 */

const MARK = { pending: '', in_progress: '', complete: '✓', error: '!' };
const SAID = { pending: 'to do', in_progress: 'under way', complete: 'done', error: 'in trouble' };

/** @param {TaskCard} card */
const mark = ({ status = 'pending' }) =>
  h('span', { class: `task-mark ${status}`, role: 'img', 'aria-label': SAID[status] }, MARK[status]);

/**
 * A step with its status, and what it says of itself.
 * @param {Directory} directory
 * @param {TaskCard} card
 */
export const taskCard = (directory, card) => {
  const { title, status = 'pending', details, output, sources = [] } = card;
  return h(
    'div',
    { class: `task ${status}` },
    mark(card),
    h(
      'div',
      {},
      h('span', { class: 'task-title' }, title),
      details && richTextElement(directory, details),
      output && richTextElement(directory, output),
      ...sources.map(({ url, text }) =>
        h('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, text),
      ),
    ),
  );
};

/**
 * A plan, folded as Slack shows it: its title, and a mark for each step.
 * @param {Directory} directory
 * @param {Plan} block
 */
export const planElement = (directory, { title, tasks = [] }) =>
  h(
    'details',
    { class: 'plan', 'data-key': 'plan' },
    h(
      'summary',
      { class: 'plan-title', 'data-key': 'plan-title' },
      h('span', { class: 'plan-name' }, title),
      h('span', { class: 'plan-marks', 'aria-hidden': 'true' }, ...tasks.map(mark)),
    ),
    ...tasks.map((card) => taskCard(directory, card)),
  );
