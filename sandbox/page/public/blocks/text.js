import { h } from './dom.js';
import { parseMrkdwn, withEmoji } from './mrkdwn.js';

/** @typedef {import('../../slack/options.ts').Directory} Directory */

const TAG = { bold: 'strong', italic: 'em', strike: 's', quote: 'blockquote' };

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const FORMATS = {
  '{time}': { hour: '2-digit', minute: '2-digit' },
  '{time_secs}': { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  '{date_num}': { year: 'numeric', month: '2-digit', day: '2-digit' },
  '{date}': { year: 'numeric', month: 'long', day: 'numeric' },
  '{date_pretty}': { year: 'numeric', month: 'long', day: 'numeric' },
  '{date_short}': { year: 'numeric', month: 'short', day: 'numeric' },
  '{date_short_pretty}': { year: 'numeric', month: 'short', day: 'numeric' },
  '{date_long}': { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  '{date_long_pretty}': { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/**
 * @param {number} at seconds since the epoch
 * @param {string} format Slack's, e.g. `{date_short} at {time}`
 * @param {string} fallback shown when the format has a token the page doesn't know
 */
const dateText = (at, format, fallback) => {
  const date = new Date(at * 1000);
  let known = true;
  const text = format.replaceAll(/\{[a-z_]+\}/g, (token) => {
    const options = FORMATS[token];
    known &&= options !== undefined;
    return date.toLocaleString(undefined, options);
  });
  return known ? text : fallback || date.toISOString();
};

/**
 * @param {Directory} directory
 * @param {string} id
 */
export const personName = ({ users, bot }, id) =>
  id === bot.userId ? bot.name : (users.find((user) => user.id === id)?.name ?? id);

/**
 * @param {Directory} directory
 * @param {import('./mrkdwn.js').Mrkdwn} piece
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
    case 'broadcast':
      return h('span', { class: 'mention' }, piece.label || `@${piece.id}`);
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
