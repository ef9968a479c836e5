import { h } from '../dom.js';
import { withEmoji } from '../mrkdwn.js';
import { mrkdwnNodes } from './text.js';

/** @typedef {import('../../../slack/options.ts').Directory} Directory */
/** @typedef {Extract<import('../../../slack/blocks/message-blocks.ts').MessageBlock, { type: 'rich_text' }>} RichText */

/** @type {[string, string][]} */
const STYLES = [
  ['code', 'code'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
];

/**
 * @param {Directory} directory
 * @param {any} piece an inline piece: only some of its kinds have each attribute
 * @returns {Node}
 */
const inline = (directory, piece) => {
  if (piece.type === 'link')
    return h('span', {}, ...mrkdwnNodes(directory, `<${piece.url}|${piece.text ?? piece.url}>`));
  if (piece.type === 'emoji') return document.createTextNode(withEmoji(`:${piece.name}:`));
  if (piece.type === 'user') return h('span', {}, ...mrkdwnNodes(directory, `<@${piece.user_id}>`));
  if (piece.type === 'channel') return h('span', {}, ...mrkdwnNodes(directory, `<#${piece.channel_id}>`));
  /** @type {Node} */
  let node = document.createTextNode(piece.text ?? piece.fallback ?? '');
  for (const [style, tag] of STYLES) if (piece.style?.[style]) node = h(tag, {}, node);
  return node;
};

/**
 * @param {Directory} directory
 * @param {RichText} block
 * @returns {HTMLElement}
 */
export const richTextElement = (directory, { elements }) =>
  h(
    'div',
    { class: 'rich' },
    ...elements.map((part) => {
      if (part.type === 'rich_text_list') {
        const items = part.elements.map((item) =>
          h('li', {}, ...item.elements.map((piece) => inline(directory, piece))),
        );
        return h(part.style === 'ordered' ? 'ol' : 'ul', {}, ...items);
      }
      const tag = { rich_text_section: 'div', rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' }[
        part.type
      ];
      return h(tag, {}, ...part.elements.map((piece) => inline(directory, piece)));
    }),
  );
