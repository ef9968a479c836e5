import { z } from 'zod';
import { actionId, areAmong, choice, confirm } from './composition.ts';
import { LIMITS } from './limits.ts';
import { atMost, plainText } from './text-objects.ts';

const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(LIMITS.selectPlaceholder).optional() };

/** https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2)
        .optional(),
    })
    .optional(),
};

const length = z.number().int().max(LIMITS.textInput.max);

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: actionId,
    initial_value: atMost(LIMITS.textInput).optional(),
    multiline: z.boolean().optional(),
    min_length: length.min(0).optional(),
    max_length: length.min(1).optional(),
    ...dispatch,
    ...focus,
    ...placeholder,
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? LIMITS.textInput.max), {
    message: '`min_length` cannot be greater than `max_length`',
    path: ['min_length'],
  });

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Tells whether a text is a number as a number field has it: digits, and a decimal point only where allowed. */
export const isNumber = (text: string, decimals: 'with-decimals' | 'whole'): boolean =>
  NUMBER.test(text) && (decimals === 'with-decimals' || !text.includes('.'));

const number = z.string().refine((text) => isNumber(text, 'with-decimals'), { message: 'must be a number' });

/**
 * https://docs.slack.dev/reference/block-kit/block-elements/number-input-element: its values are strings, and
 * `min_value` can't be greater than `max_value`.
 */
export const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    action_id: actionId,
    is_decimal_allowed: z.boolean(),
    initial_value: number.optional(),
    min_value: number.optional(),
    max_value: number.optional(),
    ...dispatch,
    ...focus,
    ...placeholder,
  })
  .refine(
    ({ min_value: min, max_value: max }) =>
      min === undefined || max === undefined || Number(min) <= Number(max),
    { message: '`min_value` cannot be greater than `max_value`', path: ['min_value'] },
  );

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element: at most 10. */
export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    action_id: actionId,
    options: z.array(choice).min(1).max(LIMITS.checkboxes.max),
    initial_options: z.array(choice).min(1).optional(),
    confirm: confirm.optional(),
    ...focus,
  })
  .refine((boxes) => areAmong(boxes.initial_options ?? [], boxes.options), {
    message: '`initial_options` must be some of the options',
    path: ['initial_options'],
  });

/** https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element: at most 10. */
export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    action_id: actionId,
    options: z.array(choice).min(1).max(LIMITS.radioButtons.max),
    initial_option: choice.optional(),
    confirm: confirm.optional(),
    ...focus,
  })
  .refine(
    (radios) => radios.initial_option === undefined || areAmong([radios.initial_option], radios.options),
    {
      message: '`initial_option` must be one of the options',
      path: ['initial_option'],
    },
  );

/** Tells whether a text is a day that exists, as YYYY-MM-DD. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** Tells whether a text is a time of day, as HH:mm. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element */
export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  action_id: actionId,
  initial_date: z.string().refine(isDate, { message: 'must be a date as YYYY-MM-DD' }).optional(),
  confirm: confirm.optional(),
  ...focus,
  ...placeholder,
});

/** https://docs.slack.dev/reference/block-kit/block-elements/time-picker-element */
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  action_id: actionId,
  initial_time: z.string().refine(isTime, { message: 'must be a time as HH:mm' }).optional(),
  timezone: z.string().min(1).optional(),
  confirm: confirm.optional(),
  ...focus,
  ...placeholder,
});
