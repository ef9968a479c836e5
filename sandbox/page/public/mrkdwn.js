import { emoji } from './emoji.js';

/**
 * Slack's mrkdwn as data. `children` holds more of the same; everything else is text to show as it is.
 * @typedef {{ type: 'text' | 'code' | 'pre', text: string }
 *   | { type: 'break' }
 *   | { type: 'bold' | 'italic' | 'strike' | 'quote', children: Mrkdwn[] }
 *   | { type: 'link', url: string, label: string }
 *   | { type: 'user' | 'channel' | 'broadcast', id: string, label: string }
 *   | { type: 'date', at: number, format: string, fallback: string }} Mrkdwn
 */

/** @param {string} text */
const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/**
 * What stands between angle brackets: a mention, a date or a link. A link that isn't http, https or mailto
 * is shown as text.
 * @param {string} inside
 * @returns {Mrkdwn}
 */
const bracketed = (inside) => {
  const [target = '', ...rest] = inside.split('|');
  const label = unescaped(rest.join('|'));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  const date = /^!date\^(\d+)\^([^^]+)/.exec(target);
  if (date) return { type: 'date', at: Number(date[1]), format: date[2] ?? '', fallback: label };
  if (target.startsWith('!')) return { type: 'broadcast', id: target.slice(1), label };
  const url = unescaped(target);
  if (/^(https?:\/\/|mailto:)/.test(url)) return { type: 'link', url, label: label || url };
  return { type: 'text', text: unescaped(`<${inside}>`) };
};

/** @type {Record<string, 'bold' | 'italic' | 'strike'>} */
const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' };

/** One alternative for each thing inside a line; the marks open and close only at the edge of a word. */
const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\4(?![\p{L}\p{N}])/gu;

/**
 * @param {string} text one line
 * @returns {Mrkdwn[]}
 */
const inline = (text) => {
  /** @type {Mrkdwn[]} */
  const nodes = [];
  let from = 0;
  /** @param {string} plain */
  const say = (plain) => {
    if (plain !== '') nodes.push({ type: 'text', text: unescaped(plain) });
  };
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, inside, name, mark, marked] = match;
    say(text.slice(from, match.index));
    from = match.index + whole.length;
    if (code !== undefined) nodes.push({ type: 'code', text: unescaped(code) });
    else if (inside !== undefined) nodes.push(bracketed(inside));
    else if (name !== undefined) nodes.push({ type: 'text', text: emoji(name) ?? whole });
    else if (mark !== undefined && marked !== undefined) {
      nodes.push({ type: MARKS[mark] ?? 'bold', children: inline(marked) });
    }
  }
  say(text.slice(from));
  return nodes;
};

/**
 * Lines of running text; lines that begin with `>` are gathered into a quote.
 * @param {string} text
 * @returns {Mrkdwn[]}
 */
const lines = (text) => {
  /** @type {Mrkdwn[]} */
  const nodes = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line);
    const last = nodes.at(-1);
    if (quoted) {
      const children = inline(quoted[1] ?? '');
      if (last?.type === 'quote') last.children.push({ type: 'break' }, ...children);
      else nodes.push({ type: 'quote', children });
    } else {
      if (last !== undefined && last.type !== 'quote') nodes.push({ type: 'break' });
      nodes.push(...inline(line));
      if (line === '' && nodes.at(-1)?.type !== 'break') nodes.push({ type: 'text', text: '' });
    }
  }
  return nodes;
};

/**
 * Parses mrkdwn. Never fails: what isn't markup is text.
 * @param {string} text
 * @returns {Mrkdwn[]}
 */
export const parseMrkdwn = (text) =>
  text.split(/```\n?([\s\S]*?)\n?```\n?/).flatMap((part, index) => {
    if (index % 2 === 1) return [{ type: 'pre', text: unescaped(part) }];
    return part === '' ? [] : lines(part.replace(/\n$/, ''));
  });

/**
 * Puts `:code:` emoji into plain text.
 * @param {string} text
 */
export const withEmoji = (text) =>
  text.replaceAll(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
