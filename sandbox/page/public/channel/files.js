import { post } from '../api.js';
import { h } from '../dom.js';

/** @typedef {import('../../../slack/workspace/files.ts').SharedFile} SharedFile */

const LINES_SHOWN = 6;

/** @type {[number, string][]} */
const UNITS = [
  [1_000_000, 'MB'],
  [1000, 'kB'],
];

/** @param {number} bytes */
const size = (bytes) => {
  const [unit, name] = UNITS.find(([of]) => bytes >= of) ?? [1, 'bytes'];
  return `${unit === 1 ? bytes : (bytes / unit).toFixed(1)} ${name}`;
};

/** What files hold, by id: a file never changes. @type {Map<string, Promise<any>>} */
const held = new Map();

/** @param {string} id */
const contentOf = (id) => {
  const content = held.get(id) ?? post('/file', { id });
  held.set(id, content);
  return content;
};

/**
 * A file: its name, its size, and how it begins.
 * @param {SharedFile} file
 */
export const fileElement = ({ id, name, size: bytes }) => {
  const text = h('pre', { class: 'file-text', tabindex: '0', 'aria-label': `The beginning of ${name}` });
  const more = h('button', {
    type: 'button',
    class: 'plain-button',
    hidden: true,
    'data-key': `more of ${id}`,
  });
  const fill = async () => {
    const content = await contentOf(id);
    if (content.kind !== 'text') {
      text.textContent = content.error ?? 'No text to show';
      return;
    }
    const lines = content.text.split('\n');
    text.textContent = lines.slice(0, LINES_SHOWN).join('\n');
    more.hidden = lines.length <= LINES_SHOWN;
    more.textContent = `Show all ${lines.length} lines${content.cut ? ' of its beginning' : ''}`;
    more.addEventListener('click', () => {
      text.textContent = content.text;
      more.hidden = true;
      text.focus();
    });
  };
  void fill();
  return h(
    'div',
    { class: 'file' },
    h(
      'p',
      { class: 'file-head' },
      h('span', { 'aria-hidden': 'true' }, '📄'),
      h('strong', {}, name),
      h('span', { class: 'file-size' }, size(bytes)),
    ),
    text,
    more,
  );
};
