import { textNodes } from '../blocks/text.js';
import { h, newId } from '../dom.js';
import { withEmoji } from '../mrkdwn.js';
import { channelOf, channelsOf, session } from '../session.js';
import { typeahead } from './typeahead.js';

/**
 * @typedef {import('../../../slack/options.ts').Directory} Directory
 * @typedef {import('../../../slack/fields/placed.ts').StatefulElement} StatefulElement
 * @typedef {import('./elements.js').FieldValue} FieldValue
 * @typedef {import('./elements.js').StateValue} StateValue
 *
 * What a field works with: `change` when something is chosen or a text is left, `typed` at each key of a text.
 * @typedef {{ key: string, labels: Record<string, string | undefined>, holds: StateValue | undefined,
 *   change: (value: FieldValue) => void, typed?: (text: string) => void,
 *   suggest: (typed: string) => Promise<any> }} FieldParts
 */

/** @param {EventTarget | null} target */
const enteredIn = (target) =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement
    ? target.value
    : '';

/**
 * @param {{ label: string, options: { value: string, text: string }[] }[]} groups a group without a label is none
 * @param {{ chosen: string | null, hint: string, attributes: Record<string, string | undefined>, change: (value: string | null) => void }} parts
 */
const menu = (groups, { chosen, hint, attributes, change }) => {
  /** @param {{ value: string, text: string }} option */
  const optionOf = ({ value, text }) => h('option', { value, selected: value === chosen }, text);
  const select = h(
    'select',
    { class: 'menu', ...attributes, change: ({ target }) => change(enteredIn(target) || null) },
    h('option', { value: '' }, hint),
    ...groups.flatMap(({ label, options }) =>
      label === '' ? options.map(optionOf) : [h('optgroup', { label }, ...options.map(optionOf))],
    ),
  );
  return select;
};

/**
 * Boxes or radio buttons, each with its text and what is said of it.
 * @param {Directory} directory
 * @param {Extract<StatefulElement, { type: 'checkboxes' | 'radio_buttons' }>} element
 * @param {FieldParts} parts
 */
const choices = (directory, element, { key, labels, holds, change }) => {
  const name = newId('choice');
  const isRadio = element.type === 'radio_buttons';
  const on =
    holds?.type === 'checkboxes'
      ? holds.selected_options.map(({ value }) => value)
      : holds?.type === 'radio_buttons'
        ? [holds.selected_option?.value]
        : [];
  const group = h('div', { class: 'choices', role: isRadio ? 'radiogroup' : 'group', ...labels });
  const chosen = () =>
    [...group.querySelectorAll('input')].filter(({ checked }) => checked).map(({ value }) => value);
  group.append(
    ...element.options.map(({ text, description, value }) =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: isRadio ? 'radio' : 'checkbox',
          name,
          value,
          checked: on.includes(value),
          'data-key': `${key} ${value}`,
          change: () => change(isRadio ? (chosen()[0] ?? null) : chosen()),
        }),
        h(
          'span',
          {},
          ...textNodes(directory, text),
          description && h('span', { class: 'choice-note' }, ...textNodes(directory, description)),
        ),
      ),
    ),
  );
  return group;
};

/**
 * @param {Extract<StatefulElement, { type: 'plain_text_input' | 'number_input' }>} element
 * @param {FieldParts} parts
 */
const textField = (element, { key, labels, holds, change, typed }) => {
  const several = element.type === 'plain_text_input' && element.multiline === true;
  const text = holds && 'value' in holds ? (holds.value ?? '') : '';
  const attributes = {
    class: 'text-field',
    placeholder: element.placeholder?.text,
    'data-key': key,
    ...labels,
    change: (/** @type {Event} */ { target }) => change(enteredIn(target)),
    input: (/** @type {Event} */ { target }) => typed?.(enteredIn(target)),
  };
  const field = several
    ? h('textarea', { ...attributes, rows: '4' })
    : h('input', {
        ...attributes,
        type: 'text',
        autocomplete: 'off',
        inputmode: element.type === 'number_input' ? 'decimal' : undefined,
      });
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text;
  return field;
};

/**
 * The conversations that a list shows: those this person sees, of the kinds it asks for.
 * @param {Extract<StatefulElement, { type: 'conversations_select' }>} element
 */
const conversations = ({ filter }) => {
  const kinds = filter?.include ?? ['public', 'private', 'im'];
  return (session.state ? channelsOf(session.state) : [])
    .filter(({ direct, kind = 'public' }) => kinds.includes(direct === undefined ? kind : 'im'))
    .filter(
      ({ sharedWith = [] }) => filter?.exclude_external_shared_channels !== true || sharedWith.length === 0,
    );
};

/**
 * The conversation that Slack's client fills in by itself: the one that is looked at.
 * @param {Extract<StatefulElement, { type: 'conversations_select' }>} element
 */
export const conversationAtHand = (element) => {
  const here = session.state && channelOf(session.state);
  if (element.default_to_current_conversation !== true || here === undefined) return undefined;
  return conversations(element).find(({ id }) => id === here.id)?.id;
};

/**
 * Anything that keeps what is typed or chosen.
 * @param {Directory} directory
 * @param {StatefulElement} element
 * @param {FieldParts} parts
 * @returns {HTMLElement}
 */
export const fieldElement = (directory, element, parts) => {
  const { key, labels, holds, change, suggest } = parts;
  const attributes = { 'data-key': key, ...labels };
  const hint = ('placeholder' in element ? element.placeholder?.text : undefined) ?? 'Choose…';
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return textField(element, parts);
    case 'checkboxes':
    case 'radio_buttons':
      return choices(directory, element, parts);
    case 'static_select': {
      const groups = element.option_groups ?? [{ label: undefined, options: element.options ?? [] }];
      const shown = groups.map(({ label, options }) => ({
        label: label?.text ?? '',
        options: options.map(({ value, text }) => ({ value, text: withEmoji(text.text) })),
      }));
      const chosen = holds?.type === 'static_select' ? (holds.selected_option?.value ?? null) : null;
      return menu(shown, { chosen, hint, attributes, change });
    }
    case 'external_select': {
      const chosen = holds?.type === 'external_select' ? holds.selected_option : null;
      return typeahead({ placeholder: hint, ...attributes }, { chosen, change, suggest });
    }
    case 'users_select': {
      const options = directory.users.map(({ id, name }) => ({ value: id, text: `@${name}` }));
      const chosen = holds?.type === 'users_select' ? holds.selected_user : null;
      return menu([{ label: '', options }], { chosen, hint, attributes, change });
    }
    case 'conversations_select': {
      const options = conversations(element).map(({ id, name, direct }) => ({
        value: id,
        text: direct === undefined ? `#${name}` : 'direct messages',
      }));
      const chosen = holds?.type === 'conversations_select' ? holds.selected_conversation : null;
      return menu([{ label: '', options }], { chosen, hint, attributes, change });
    }
    case 'datepicker':
    case 'timepicker': {
      const type = element.type === 'datepicker' ? 'date' : 'time';
      const value =
        holds?.type === 'datepicker'
          ? holds.selected_date
          : holds?.type === 'timepicker'
            ? holds.selected_time
            : null;
      const set = (/** @type {Event} */ { target }) => change(enteredIn(target) || null);
      return h('input', { class: 'text-field short', type, value: value ?? '', ...attributes, change: set });
    }
  }
};
