import { z } from 'zod';
import type { Limit } from './limits.ts';
import { LIMITS } from './limits.ts';

const EMPTY = 'must be more than 0 characters';

/** A string of 1 to `limit.max` characters. Slack counts only white space as empty. */
export const words = (limit: Limit) =>
  z
    .string()
    .max(limit.max)
    .refine((text) => text.trim() !== '', { message: EMPTY });

/** A string of at most `limit.max` characters that may be empty. */
export const atMost = (limit: Limit) => z.string().max(limit.max);

/**
 * `plain_text`: exactly type, text and emoji. Slack answers "invalid additional property" to any other key.
 * In what Slack stores `emoji` is always there, so the parsed value has it.
 */
export const plainText = (limit: Limit = LIMITS.textObject) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(limit), emoji: z.boolean().default(true) });

/**
 * `mrkdwn`: exactly type, text and verbatim; `emoji` here is the classic mistake and is refused.
 * In what Slack stores `verbatim` is always there.
 */
export const mrkdwn = (limit: Limit = LIMITS.textObject) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(limit), verbatim: z.boolean().default(false) });

/** Either text object. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const textObject = (limit: Limit = LIMITS.textObject) =>
  z.discriminatedUnion('type', [plainText(limit), mrkdwn(limit)]);
