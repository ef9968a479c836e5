import { z } from 'zod';
import { blockId } from './composition.ts';

/** The inline pieces of https://docs.slack.dev/reference/block-kit/blocks/rich-text-block. */
const inline = z.looseObject({
  type: z.enum([
    'broadcast',
    'channel',
    'color',
    'date',
    'emoji',
    'link',
    'team',
    'text',
    'user',
    'usergroup',
  ]),
  text: z.string().optional(),
  name: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  fallback: z.string().optional(),
  style: z.record(z.string(), z.boolean()).optional(),
});

const border = z.union([z.literal(0), z.literal(1)]).optional();

const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

const richList = z.strictObject({
  type: z.literal('rich_text_list'),
  elements: z.array(richSection).min(1),
  style: z.enum(['bullet', 'ordered']),
  indent: z.number().int().min(0).max(8).optional(),
  offset: z.number().int().min(0).optional(),
  border,
});

const richQuote = z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border });

const richPreformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(inline),
  border,
  language: z.string().optional(),
});

/** A rich_text block: its shape is checked, the attributes of each inline piece are taken as they come. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [richSection, richList, richQuote, richPreformatted]))
    .min(1),
});
