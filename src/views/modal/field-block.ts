import type { InputBlock } from '@slack/types';
import { fieldBlock } from '../../domain/forms/blocks.ts';
import type { Field, NumberField, SourceName, TextField } from '../../domain/forms/field.ts';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import { plain, suggestionOption, wordOption } from './option.ts';

/** Slack: an input block's label and hint. */
const LABEL_MAX = 2000;

/** What a tick is called in a submission. */
const TICKED = 'yes';

type Element = InputBlock['element'];

/** The action of a menu whose options are asked for at each key; the source's name follows. */
export const SUGGEST = 'suggest/';

/** A menu that is searched by typing. It opens with what is most likely before anything is typed. */
export const searchMenu = (source: SourceName, chosen: Suggestion | undefined): Element => ({
  type: 'external_select',
  action_id: `${SUGGEST}${source}`,
  min_query_length: 0,
  placeholder: plain('Type a part of its name', 150),
  ...(chosen === undefined ? {} : { initial_option: suggestionOption(chosen) }),
});

/** A field of an operation's input, holding a value or what it holds by itself. */
export function fieldInput(field: Field, value: unknown): InputBlock {
  return {
    type: 'input',
    block_id: fieldBlock(field.name),
    label: plain(field.label, LABEL_MAX),
    optional: field.presence === 'optional' || field.kind === 'tick',
    ...(field.hint === '' ? {} : { hint: plain(field.hint, LABEL_MAX) }),
    element: element(field, value),
  };
}

function element(field: Field, value: unknown): Element {
  switch (field.kind) {
    case 'text':
      return textInput(field, typeof value === 'string' ? value : field.initial);
    case 'number':
      return numberInput(field, value ?? field.initial);
    case 'tick':
      return ticks(value === undefined ? field.initial : value === true);
    case 'choice': {
      const options = field.options.map(wordOption);
      const chosen = options.find((option) => option.value === (value ?? field.initial));
      return {
        type: 'static_select',
        action_id: 'choice',
        options,
        ...(chosen === undefined ? {} : { initial_option: chosen }),
      };
    }
    case 'suggested': {
      const name = typeof value === 'string' && value !== '' ? value : field.initial;
      return searchMenu(field.source, name === undefined ? undefined : { value: name, name, note: '' });
    }
  }
}

/** A text that has lines already gets room for them. */
function textInput({ lines, minLength, maxLength }: TextField, text: string | undefined): Element {
  return {
    type: 'plain_text_input',
    action_id: 'text',
    multiline: lines === 'several' || text?.includes('\n') === true,
    // One is what `optional` says already.
    ...(minLength > 1 ? { min_length: minLength } : {}),
    max_length: maxLength,
    ...(text === undefined || text === '' ? {} : { initial_value: text.slice(0, maxLength) }),
  };
}

/** Slack: a number field's values are strings of digits, with a point where decimals are allowed. */
const DIGITS = /^-?\d+(\.\d+)?$/;

function numberInput({ digits, min, max }: NumberField, value: unknown): Element {
  const initial = String(value).trim();
  return {
    type: 'number_input',
    action_id: 'number',
    is_decimal_allowed: digits === 'decimal',
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
    ...(DIGITS.test(initial) && (digits === 'decimal' || !initial.includes('.'))
      ? { initial_value: initial }
      : {}),
  };
}

function ticks(ticked: boolean): Element {
  const yes = { text: plain('Yes', 75), value: TICKED };
  return {
    type: 'checkboxes',
    action_id: 'ticks',
    options: [yes],
    ...(ticked ? { initial_options: [yes] } : {}),
  };
}
