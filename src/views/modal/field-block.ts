import type { InputBlock } from '@slack/types';
import { fieldBlock } from '../../domain/forms/blocks.ts';
import type { Field, NumberField, SourceName, TextField } from '../../domain/forms/field.ts';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import { plain, suggestionOptions, wordOption } from './option.ts';

/** Slack: an input block's label and hint. */
const LABEL_MAX = 2000;

/** What a tick is called in a submission. */
const TICKED = 'yes';

type Element = InputBlock['element'];

/** The action of a menu whose options are asked for at each key; the source's name follows. */
export const SUGGEST = 'suggest/';

/** A menu that is searched by typing. It opens with what is most likely before anything is typed. */
export function searchMenu(source: SourceName, chosen: Suggestion | undefined): Element {
  const [option] = suggestionOptions(chosen === undefined ? [] : [chosen]);
  return {
    type: 'external_select',
    action_id: `${SUGGEST}${source}`,
    min_query_length: 0,
    placeholder: plain('Type a part of its name', 150),
    ...(option === undefined ? {} : { initial_option: option }),
  };
}

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
    ...(text === undefined || text === '' ? {} : { initial_value: text.slice(0, maxLength).toWellFormed() }),
  };
}

/** Slack: a number field's values are strings of digits, with a point where decimals are allowed. */
const DIGITS = { whole: /^-?\d{1,15}$/, decimal: /^-?\d{1,15}(\.\d{1,15})?$/ } as const;

/** What can't stand in the field is left out of it. */
function numberInput(
  { digits, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: NumberField,
  value: unknown,
): Element {
  const text = String(value).trim();
  const fits = DIGITS[digits].test(text) && Number(text) >= min && Number(text) <= max;
  return {
    type: 'number_input',
    action_id: 'number',
    is_decimal_allowed: digits === 'decimal',
    ...(Number.isFinite(min) ? { min_value: String(min) } : {}),
    ...(Number.isFinite(max) ? { max_value: String(max) } : {}),
    ...(fits ? { initial_value: text } : {}),
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
