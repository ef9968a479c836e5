import { z } from 'zod';
import { blockId } from './composition.ts';
import { checkboxes, datepicker, numberInput, plainTextInput, radioButtons, timepicker } from './inputs.ts';
import { layoutBlocks } from './layout-blocks.ts';
import { LIMITS } from './limits.ts';
import {
  conversationsInput,
  conversationsSelect,
  externalSelect,
  staticSelect,
  usersSelect,
} from './select-menus.ts';
import { plainText, textObject } from './text-objects.ts';

const inputKeys = {
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(LIMITS.inputLabel),
  hint: plainText(LIMITS.inputHint).optional(),
  optional: z.boolean().default(false),
  dispatch_action: z.boolean().default(false),
};

const everywhere = [
  plainTextInput,
  staticSelect,
  externalSelect,
  usersSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
] as const;

const modalInputElement = z.discriminatedUnion('type', [...everywhere, conversationsInput, numberInput]);

/** https://docs.slack.dev/reference/block-kit/blocks/input-block in a modal. */
const modalInput = z.strictObject({ ...inputKeys, element: modalInputElement });

/** The same in a Home tab: no number field, which is for modals only (number-input-element's page). */
const homeInput = z.strictObject({
  ...inputKeys,
  element: z.discriminatedUnion('type', [...everywhere, conversationsSelect]),
});

/** https://docs.slack.dev/reference/block-kit/blocks/alert-block: modals only. */
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id: blockId,
  text: textObject(LIMITS.alertText),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const modalBlock = z.discriminatedUnion('type', [...layoutBlocks, modalInput, alert]);

/** The blocks of a modal: at most 100. */
export const modalBlocks = z.array(modalBlock).max(LIMITS.blocksPerView.max);

/** The blocks of a Home tab: at most 100. */
export const homeBlocks = z
  .array(z.discriminatedUnion('type', [...layoutBlocks, homeInput]))
  .max(LIMITS.blocksPerView.max);

/** A block of a modal or a Home tab that passed the checks. */
export type ViewBlock = z.infer<typeof modalBlock>;

/** An input block that passed the checks. */
export type InputBlock = z.infer<typeof modalInput>;

/** What an input block holds. */
export type InputElement = z.infer<typeof modalInputElement>;
