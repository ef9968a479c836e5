import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { atMost, plainText, textObject } from './text-objects.ts';

/** `block_id` of any block: optional, at most 255 characters. */
export const blockId = atMost(LIMITS.blockId).min(1).optional();

/** `action_id` of any element: optional, at most 255 characters. */
export const actionId = atMost(LIMITS.actionId).min(1).optional();

/** The two styles Slack knows; there is no `default`: leave the key out. */
export const style = z.enum(['primary', 'danger']);

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = z.strictObject({
  title: plainText(LIMITS.confirmTitle).optional(),
  text: textObject(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton).optional(),
  deny: plainText(LIMITS.confirmButton).optional(),
  style: style.optional(),
});

/** An option of a select menu. `url` belongs to overflow menus only: here Slack refuses even an empty one. */
export const option = z.strictObject({
  text: plainText(LIMITS.optionText),
  value: atMost(LIMITS.optionValue),
  description: plainText(LIMITS.optionDescription).optional(),
});

/** An option of checkboxes or radio buttons: its texts may be mrkdwn. */
export const choice = z.strictObject({
  text: textObject(LIMITS.optionText),
  value: atMost(LIMITS.optionValue),
  description: textObject(LIMITS.optionDescription).optional(),
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
export const optionGroup = z.strictObject({
  label: plainText(LIMITS.optionGroupLabel),
  options: z.array(option).min(1).max(LIMITS.selectOptions.max),
});

/** An option of a select menu that passed the checks. */
export type Option = z.infer<typeof option>;

/** Options under their label, that passed the checks. */
export type OptionGroup = z.infer<typeof optionGroup>;

/** Tells whether each of the options that are chosen at first is one of those that can be chosen, exactly. */
export const areAmong = (chosen: readonly unknown[], options: readonly unknown[]): boolean =>
  chosen.every((one) => options.some((other) => isDeepStrictEqual(one, other)));

/** An option of an overflow menu, the only one that may open a link. */
export const overflowOption = option.extend({ url: atMost(LIMITS.url).optional() });

/** A link to open: http or https, at most 3000 characters. */
export const url = atMost(LIMITS.url).regex(/^https?:\/\/[^\s]+$/);
