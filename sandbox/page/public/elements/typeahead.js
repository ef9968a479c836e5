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
  const list = h('ul', { class: 'offers', 'aria-label': 'Suggestions' });
  const said = h('p', { class: 'offers-said', role: 'status' });
  if (!(input instanceof HTMLInputElement)) throw new Error('an input is an input');
  input.value = kept;
  const offers = listbox(input, list, (/** @type {Found} */ { label, value }) => {
    kept = label;
    input.value = label;
    said.textContent = '';
    change(value);
  });
  const ask = async () => {
    const isWhole = input.value === kept;
    asked += 1;
    const mine = asked;
    const answer = await suggest(isWhole ? '' : input.value);
    // An older answer may come after a newer one, or after somebody has gone on.
    if (mine !== asked || document.activeElement !== input) return;
    /** @type {Found[]} */
    const found = (answer.options ?? []).map(foundOf);
    offers.open(found, isWhole || found.length === 0 ? -1 : 0);
    if (answer.kind === 'too-short') said.textContent = `Type ${answer.needs} characters or more`;
    else if (answer.kind === 'offered') said.textContent = found.length === 0 ? 'Nothing fits' : '';
    else said.textContent = 'The suggestions could not be loaded';
  };
  const leave = () => {
    asked += 1;
    offers.close();
    said.textContent = '';
    if (input.value.trim() === '' && kept !== '') {
      kept = '';
      change(null);
    }
    input.value = kept;
  };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => {
    if (!offers.isOpen()) void ask();
  });
  input.addEventListener('input', () => void ask());
  input.addEventListener('blur', leave);
  input.addEventListener('keydown', (event) => {
    if (offers.key(event)) return;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      void ask();
    } else if (event.key === 'Escape' && input.value !== kept) {
      // Leaves the half-typed text, not what is around the field.
      event.preventDefault();
      event.stopPropagation();
      asked += 1;
      said.textContent = '';
      input.value = kept;
    }
  });
  return h('div', { class: 'typeahead' }, input, list, said);
};
