import { z } from 'zod';
import { checkBlocks } from '../blocks/check-blocks.ts';
import { badSlackFiles } from '../blocks/slack-files.ts';
import type { Files } from '../workspace/files.ts';
import type { Content, Metadata } from '../workspace/message.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import { structured } from './arguments.ts';

/** chat.postMessage: text over 40,000 characters. https://docs.slack.dev/reference/methods/chat.postMessage */
export const POST_TEXT_MAX = 40_000;

/** chat.update: text over 4,000 characters. https://docs.slack.dev/reference/methods/chat.update */
export const UPDATE_TEXT_MAX = 4_000;

/** The arguments every method that writes a message has in common. */
export const contentArguments = { text: z.string().optional(), blocks: structured.optional() };

/** Either a good value or the refusal to answer with. */
export type Checked<T> = { ok: true; value: T } | { ok: false; refusal: Answer };

const no = (error: string, messages: readonly string[] = []): { ok: false; refusal: Answer } => ({
  ok: false,
  refusal: refuse(error, messages),
});

/**
 * Checks what a message is to say. Absent keys stay absent; a message with neither text nor blocks is `no_text`, one
 * with a picture that Slack can't show `invalid_blocks`.
 */
export const checkContent = (
  given: { text?: string | undefined; blocks?: unknown },
  textMax: number,
  files: Files,
): Checked<Partial<Content>> => {
  const value: Partial<Content> = {};
  if (given.text !== undefined && given.text !== '') value.text = given.text;
  if (given.blocks !== undefined) {
    const verdict = checkBlocks(given.blocks);
    if (!verdict.ok) return no(verdict.error, verdict.messages);
    const unshown = badSlackFiles(verdict.blocks, (file) => files.isShown(file));
    if (unshown.length > 0) return no('invalid_blocks', unshown);
    value.blocks = verdict.blocks;
  }
  if (value.text === undefined && (value.blocks ?? []).length === 0) return no('no_text');
  if ((value.text ?? '').length > textMax) return no('msg_too_long');
  return { ok: true, value };
};

const metadataSchema = z.strictObject({
  event_type: z.string().regex(/^[A-Za-z0-9_.:-]+$/),
  event_payload: z.record(z.string(), z.unknown()),
});

/** Checks message metadata. `{}` means "none", and on an update "remove what was there". */
export const checkMetadata = (given: unknown): Checked<Metadata | 'remove' | undefined> => {
  if (given === undefined) return { ok: true, value: undefined };
  if (typeof given !== 'object' || given === null) return no('invalid_metadata_format');
  if (Object.keys(given).length === 0) return { ok: true, value: 'remove' };
  const parsed = metadataSchema.safeParse(given);
  return parsed.success ? { ok: true, value: parsed.data } : no('invalid_metadata_schema');
};
