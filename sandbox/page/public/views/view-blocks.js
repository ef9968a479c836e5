import { blockElement } from '../blocks/blocks.js';
import { h, newId } from '../dom.js';
import { fieldElement } from '../elements/fields.js';
import { withEmoji } from '../mrkdwn.js';

/**
 * @typedef {import('../../../slack/options.ts').Directory} Directory
 * @typedef {import('../../../slack/views/seen-view.ts').SeenView} SeenView
 * @typedef {import('../../../slack/blocks/view-blocks.ts').InputBlock} InputBlock
 * @typedef {import('../elements/elements.js').FieldValue} FieldValue
 *
 * What a person does in the fields of a view: `change` when something is chosen or a text is left, `typed` at each
 * key, `suggest` for what the app offers.
 * @typedef {{ change: (block: InputBlock, value: FieldValue) => void, typed: (block: InputBlock, text: string) => void,
 *   suggest: (block: InputBlock, typed: string) => Promise<any> }} Filling
 */

/**
 * A field with its label, its hint, and a place for its error.
 * @param {Directory} directory
 * @param {InputBlock} block
 * @param {SeenView} seen
 * @param {Filling} filling
 */
const inputBlock = (directory, block, { view }, { change, typed, suggest }) => {
  const { block_id: blockId = '', label, hint, element, optional } = block;
  const id = newId('field');
  const grouped = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const field = fieldElement(directory, element, {
    key: `${blockId}/${element.action_id}`,
    labels: {
      ...(grouped ? { 'aria-labelledby': `${id}-label` } : { id }),
      'aria-describedby': `${id}-hint ${id}-error`,
      'data-field': blockId,
      ...(optional || grouped ? {} : { 'aria-required': 'true' }),
    },
    holds: view.state.values[blockId]?.[element.action_id ?? ''],
    change: (value) => change(block, value),
    typed: (text) => typed(block, text),
    suggest: (text) => suggest(block, text),
  });
  const title = [withEmoji(label.text), optional && h('span', { class: 'optional' }, ' (optional)')];
  return h(
    'div',
    { class: 'input-block' },
    grouped
      ? h('span', { class: 'label', id: `${id}-label` }, ...title)
      : h('label', { class: 'label', id: `${id}-label`, for: id }, ...title),
    field,
    h('p', { class: 'hint', id: `${id}-hint` }, hint && withEmoji(hint.text)),
    h('p', { class: 'error', id: `${id}-error`, 'data-error-of': blockId }),
  );
};

/**
 * The blocks of a modal or a Home.
 * @param {Directory} directory
 * @param {SeenView} seen
 * @param {{ filling: Filling, hands: import('../elements/elements.js').Hands }} does
 */
export const viewBlocks = (directory, seen, { filling, hands }) =>
  seen.view.blocks.map((block) =>
    block.type === 'input'
      ? inputBlock(directory, block, seen, filling)
      : blockElement(directory, block, hands),
  );

/**
 * Shows what is wrong where it is wrong, and takes away what isn't any more.
 * @param {HTMLElement} within
 * @param {Record<string, string>} errors by block_id
 * @returns {HTMLElement | undefined} the first field that is wrong
 */
export const showErrors = (within, errors) => {
  for (const place of within.querySelectorAll('[data-error-of]')) {
    const error = errors[place.getAttribute('data-error-of') ?? ''] ?? '';
    if (place.textContent !== error) place.textContent = error;
  }
  /** @type {HTMLElement | undefined} */
  let first;
  for (const field of within.querySelectorAll('[data-field]')) {
    const isWrong = errors[field.getAttribute('data-field') ?? ''] !== undefined;
    field.setAttribute('aria-invalid', String(isWrong));
    if (isWrong && first === undefined && field instanceof HTMLElement) first = field;
  }
  return first;
};
