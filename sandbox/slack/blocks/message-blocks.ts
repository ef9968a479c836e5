import { z } from 'zod';
import { blockId } from './composition.ts';
import {
  button,
  hasOneSource,
  imageElement,
  imageKeys,
  ONE_SOURCE,
  overflow,
  staticSelect,
} from './elements.ts';
import { LIMITS } from './limits.ts';
import { plan, taskCard } from './plan.ts';
import { richText } from './rich-text.ts';
import { mrkdwn, plainText, textObject } from './text-objects.ts';

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: textObject(LIMITS.sectionText).optional(),
    fields: z.array(textObject(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields.max).optional(),
    accessory: z.discriminatedUnion('type', [button, staticSelect, overflow, imageElement]).optional(),
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

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [button, staticSelect, overflow]))
    .min(1)
    .max(LIMITS.actionsElements.max),
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

/** One block of a message, as https://docs.slack.dev/reference/block-kit/blocks has it. */
export const messageBlock = z.discriminatedUnion('type', [
  section,
  header,
  context,
  divider,
  actions,
  image,
  richText,
  plan,
  taskCard,
]);

/** A message's blocks: at most 50. */
export const messageBlocks = z.array(messageBlock).max(LIMITS.blocksPerMessage.max);

/** A block that passed the checks. */
export type MessageBlock = z.infer<typeof messageBlock>;

/** An element of a block that a person can use. */
export type Interactive = z.infer<typeof button> | z.infer<typeof staticSelect> | z.infer<typeof overflow>;

/** An option of a menu that passed the checks. */
export type MenuOption = z.infer<typeof overflow>['options'][number];
