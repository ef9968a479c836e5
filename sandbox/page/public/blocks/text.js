import { h } from '../dom.js';
import { parseMrkdwn, withEmoji } from '../mrkdwn.js';
import { dateText } from './dates.js';

/** @typedef {import('../../../slack/options.ts').Directory} Directory */

const TAG = { bold: 'strong', italic: 'em', strike: 's', quote: 'blockquote' };

/**
 * @param {Directory} directory
 * @param {string} id
 */
export const personName = ({ users, bot }, id) =>
  id === bot.userId ? bot.name : (users.find((user) => user.id === id)?.name ?? id);

/**
 * @param {Directory} directory
 * @param {import('../mrkdwn.js').Mrkdwn} piece
 * @returns {Node}
 */
const show = (directory, piece) => {
  switch (piece.type) {
    case 'text':
      return document.createTextNode(piece.text);
    case 'break':
      return h('br');
    case 'code':
      return h('code', {}, piece.text);
    case 'pre':
      return h('pre', { tabindex: '0' }, piece.text);
    case 'link':
      return h('a', { href: piece.url, target: '_blank', rel: 'noreferrer noopener' }, piece.label);
    case 'user':
      return h('span', { class: 'mention' }, `@${piece.label || personName(directory, piece.id)}`);
    case 'channel': {
      const name = directory.channels.find(({ id }) => id === piece.id)?.name ?? piece.id;
      return h('span', { class: 'mention' }, `#${piece.label || name}`);
    }
    case 'broadcast': {
      const group = directory.groups.find(({ id }) => piece.id === `subteam^${id}`);
      return h('span', { class: 'mention' }, piece.label || `@${group?.handle ?? piece.id}`);
    }
    case 'date': {
      const title = new Date(piece.at * 1000).toLocaleString();
      return h('time', { title }, dateText(piece.at, piece.format, piece.fallback));
    }
    default:
      return h(TAG[piece.type], {}, ...piece.children.map((child) => show(directory, child)));
  }
};

/**
 * @param {Directory} directory
 * @param {string} text
 * @returns {Node[]}
 */
export const mrkdwnNodes = (directory, text) => parseMrkdwn(text).map((piece) => show(directory, piece));

/**
 * A text object of Block Kit.
 * @param {Directory} directory
 * @param {{ type: string, text: string }} object
 * @returns {(Node | string)[]}
 */
export const textNodes = (directory, { type, text }) =>
  type === 'mrkdwn' ? mrkdwnNodes(directory, text) : [withEmoji(text)];
