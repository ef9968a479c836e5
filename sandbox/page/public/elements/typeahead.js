import { h } from '../dom.js';
import { withEmoji } from '../mrkdwn.js';
import { listbox } from './listbox.js';

/**
 * @typedef {import('../../../slack/blocks/composition.ts').Option} Option
 * @typedef {{ label: string, note: string, value: string }} Found
 */

/** @param {Option} option @returns {Found} */
const foundOf = ({ text, description, value }) => ({
  label: withEmoji(text.text),
  note: description?.text ?? '',
  value,
});

/** What stands away from the window's edge, and from the field. */
const GAP = 4;
const MOST_PX = 260;

/**
 * Puts the box under its field, or above where there is more room. It lies over everything and moves nothing: what is
 * below the field stays where the pointer is about to click.
 * @param {HTMLElement} box
 * @param {HTMLElement} field
 */
const place = (box, field) => {
  const { top, bottom, left, width } = field.getBoundingClientRect();
  const below = window.innerHeight - bottom;
  const isBelow = below >= MOST_PX || below >= top;
  box.style.left = `${left}px`;
  box.style.width = `${width}px`;
  box.style.maxHeight = `${Math.min(MOST_PX, (isBelow ? below : top) - 2 * GAP)}px`;
  box.style.top = isBelow ? `${bottom + GAP}px` : 'auto';
  box.style.bottom = isBelow ? 'auto' : `${window.innerHeight - top + GAP}px`;
};

/**
 * A list whose options the app gives while one types. What is typed counts only when an option is chosen: left half
 * typed, the field shows again what was chosen before.
 * @param {Record<string, string | undefined>} attributes of the text field
 * @param {{ chosen: Option | null, change: (value: string | null) => void, suggest: (typed: string) => Promise<any> }} parts
 */
export const typeahead = (attributes, { chosen, change, suggest }) => {
  let kept = chosen === null ? '' : withEmoji(chosen.text.text);
  let asked = 0;
  const input = h('input', {
    class: 'text-field',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    ...attributes,
  });
  if (!(input instanceof HTMLInputElement)) throw new Error('an input is an input');
  input.value = kept;
  const list = h('ul', { class: 'offers', 'aria-label': 'Suggestions' });
  const said = h('p', { class: 'offers-said', role: 'status' });
  const box = h('div', { class: 'offers-box', popover: 'manual' }, list, said);
  const offers = listbox(input, list, (/** @type {Found} */ { label, value }) => {
    kept = label;
    input.value = label;
    close();
    change(value);
  });
  const close = () => {
    asked += 1;
    offers.close();
    said.textContent = '';
    document.removeEventListener('scroll', scrolled, true);
    if (box.isConnected) box.togglePopover(false);
  };
  /** The field went away from under its box. @param {Event} event */
  const scrolled = ({ target }) => {
    if (!(target instanceof Node && box.contains(target))) close();
  };
  /** @param {any} answer @param {number} first */
  const show = ({ kind, needs, options = [] }, first) => {
    /** @type {Found[]} */
    const found = options.map(foundOf);
    offers.open(found, found.length === 0 ? -1 : first);
    if (kind === 'too-short') said.textContent = `Type ${needs} characters or more`;
    else if (kind === 'offered') said.textContent = found.length === 0 ? 'Nothing fits' : '';
    else said.textContent = 'The suggestions could not be loaded';
    box.togglePopover(true);
    place(box, input);
    document.addEventListener('scroll', scrolled, true);
  };
  const ask = async () => {
    const isWhole = input.value === kept;
    asked += 1;
    const mine = asked;
    const answer = await suggest(isWhole ? '' : input.value);
    // An older answer may come after a newer one, or after somebody has gone on.
    if (mine === asked && document.activeElement === input) show(answer, isWhole ? -1 : 0);
  };
  const leave = () => {
    close();
    if (input.value.trim() === '' && kept !== '') {
      kept = '';
      change(null);
    }
    input.value = kept;
  };
  /** @param {KeyboardEvent} event @returns {boolean} whether the key is meant for what is offered */
  const key = (event) => {
    if (offers.key(event)) {
      if (!offers.isOpen()) close();
      return true;
    }
    if (event.key === 'ArrowDown') void ask();
    else if (event.key === 'Escape' && (input.value !== kept || said.textContent !== '')) {
      // Leaves the half-typed text, not what is around the field.
      close();
      input.value = kept;
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => {
    if (!offers.isOpen()) void ask();
  });
  input.addEventListener('input', () => void ask());
  input.addEventListener('blur', leave);
  input.addEventListener('keydown', key);
  return h('div', { class: 'typeahead' }, input, box);
};
