import { z } from 'zod';
import { blockId } from './composition.ts';
import { button, hasOneSource, imageElement, imageKeys, ONE_SOURCE, overflow } from './elements.ts';
import { checkboxes, datepicker, radioButtons, timepicker } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { conversationsSelect, externalSelect, staticSelect, usersSelect } from './select-menus.ts';
import { mrkdwn, plainText, textObject } from './text-objects.ts';

/** The elements of an actions block; also a section's accessories, besides an image. */
const usable = [
  button,
  overflow,
  staticSelect,
  externalSelect,
  usersSelect,
  conversationsSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
] as const;

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: textObject(LIMITS.sectionText).optional(),
    fields: z.array(textObject(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields.max).optional(),
    accessory: z.discriminatedUnion('type', [...usable, imageElement]).optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    message: 'must define either `text` or `fields`',
  });

const header = z.strictObject({
  type: z.literal('header'),
  block_id: blockId,
  text: plainText(LIMITS.headerText),
});

const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [plainText(), mrkdwn(), imageElement]))
    .min(1)
    .max(LIMITS.contextElements.max),
});

const interactive = z.discriminatedUnion('type', usable);

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(interactive).min(1).max(LIMITS.actionsElements.max),
});

const image = z
  .strictObject({
    type: z.literal('image'),
    block_id: blockId,
    ...imageKeys,
    title: plainText(LIMITS.imageTitle).optional(),
  })
  .refine(hasOneSource, { message: ONE_SOURCE });

const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId });

/** The blocks that every surface takes. https://docs.slack.dev/reference/block-kit/blocks */
export const layoutBlocks = [section, header, context, divider, actions, image, richText] as const;

/** A block of any surface that passed the checks. */
export type LayoutBlock = z.infer<(typeof layoutBlocks)[number]>;

/** An element of an actions block or beside a section, that a person can use. */
export type Interactive = z.infer<typeof interactive>;
