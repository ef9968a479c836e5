import { z } from 'zod';
import type { ViewBlock } from '../blocks/view-blocks.ts';
import type { Modal } from '../views/check-view.ts';
import { checkModal } from '../views/check-view.ts';
import { parseJson } from '../web-api/arguments.ts';

/** What the acknowledgement of a submission makes of the modal. */
export type ResponseAction =
  | { kind: 'close' }
  | { kind: 'clear' }
  | { kind: 'update' | 'push'; view: Modal }
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'invalid'; why: string };

const schema = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z
      .record(z.string(), z.string().min(1))
      .refine((errors) => Object.keys(errors).length > 0, { message: 'at least one error' }),
  }),
]);

const invalid = (why: string): ResponseAction => ({ kind: 'invalid', why });

/** Errors belong to input blocks: the keys are their block_ids. docs.slack.dev/surfaces/modals, "displaying errors" */
const errorsOn = (errors: Record<string, string>, blocks: readonly ViewBlock[]): ResponseAction => {
  const inputs = new Set(blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : [])));
  const strange = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  return strange.length === 0
    ? { kind: 'errors', errors }
    : invalid(`no input block has the block_id ${strange.join(', ')}`);
};

/**
 * Reads the body of an acknowledged view_submission: empty closes the view, JSON with a `response_action` does as it
 * says. Anything else Slack can't show. docs.slack.dev/surfaces/modals, "updating / closing / displaying errors"
 */
export const readResponseAction = (body: string, blocks: readonly ViewBlock[]): ResponseAction => {
  if (body.trim() === '') return { kind: 'close' };
  const parsed = schema.safeParse(parseJson(body));
  if (!parsed.success) return invalid(z.prettifyError(parsed.error));
  const answer = parsed.data;
  if (answer.response_action === 'clear') return { kind: 'clear' };
  if (answer.response_action === 'errors') return errorsOn(answer.errors, blocks);
  const verdict = checkModal(answer.view);
  return verdict.ok
    ? { kind: answer.response_action, view: verdict.view }
    : invalid([verdict.error, ...verdict.messages].join(' '));
};
