import { z } from 'zod';
import { complaint, complaints } from '../blocks/complaints.ts';
import { LIMITS } from '../blocks/limits.ts';
import { atMost, plainText } from '../blocks/text-objects.ts';
import { repeatedIds } from '../blocks/unique-ids.ts';
import type { ViewBlock } from '../blocks/view-blocks.ts';
import { homeBlocks, modalBlocks } from '../blocks/view-blocks.ts';

const common = {
  private_metadata: atMost(LIMITS.privateMetadata).default(''),
  callback_id: atMost(LIMITS.callbackId).default(''),
  external_id: atMost(LIMITS.externalId).default(''),
};

/** https://docs.slack.dev/surfaces/modals and @slack/types 3.2, ModalView. */
const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(LIMITS.modalTitle),
  submit: plainText(LIMITS.modalButton).optional(),
  close: plainText(LIMITS.modalButton).optional(),
  clear_on_close: z.boolean().default(false),
  notify_on_close: z.boolean().default(false),
  blocks: modalBlocks,
});

/** https://docs.slack.dev/surfaces/app-home and @slack/types 3.2, HomeView. */
const home = z.strictObject({ type: z.literal('home'), ...common, blocks: homeBlocks });

/** A modal that passed the checks. */
export type Modal = z.infer<typeof modal>;

/** A Home tab that passed the checks. */
export type Home = z.infer<typeof home>;

/** What Slack makes of a view: taken, or refused with its error code and its complaints. */
export type ViewVerdict<V> =
  | { ok: true; view: V }
  | { ok: false; error: 'invalid_arguments' | 'view_too_large'; messages: string[] };

const refused = (messages: string[]) => ({ ok: false, error: 'invalid_arguments', messages }) as const;

const at = (what: string, ...path: (string | number)[]): string =>
  complaint(what, ['blocks', ...path], 'view');

/** "`submit` is required when an input block is within the `blocks` array"; the words are the live API's. */
const unsubmittable = (view: Modal): string[] =>
  view.submit !== undefined
    ? []
    : view.blocks.flatMap((block, index) =>
        block.type === 'input'
          ? [at('must define `submit` to use an `input` block in modals', index, 'input')]
          : [],
      );

const focused = (block: ViewBlock): boolean[] => {
  const elements =
    block.type === 'input'
      ? [block.element]
      : block.type === 'actions'
        ? block.elements
        : block.type === 'section' && block.accessory !== undefined
          ? [block.accessory]
          : [];
  return elements.map((element) => 'focus_on_load' in element && element.focus_on_load === true);
};

/** "Only one element can be set to `true`": focus_on_load, on every element's page. */
const focusedTwice = (blocks: readonly ViewBlock[]): string[] => {
  const all = blocks.flatMap((block, index) => focused(block).flatMap((on) => (on ? [index] : [])));
  const second = all[1];
  return second === undefined ? [] : [at('only one element can have `focus_on_load`', second)];
};

const checked = <V extends Modal | Home>(
  schema: z.ZodType<V>,
  value: unknown,
  more: (view: V) => string[],
  surface: 'modal' | 'home',
): ViewVerdict<V> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return refused(complaints(parsed.error.issues, value, surface));
  const view = parsed.data;
  const messages = [...repeatedIds(view.blocks, 'view'), ...focusedTwice(view.blocks), ...more(view)];
  if (messages.length > 0) return refused(messages);
  if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.viewBytes.max) {
    return { ok: false, error: 'view_too_large', messages: [] };
  }
  return { ok: true, view };
};

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;

/** The other surface's view, and anything that has no type Slack knows, is refused at its type. */
const wrongType = (value: unknown, wanted: 'modal' | 'home'): string[] => {
  const type = typeOf(value);
  if (typeof type !== 'string' || type === wanted) return [];
  return [complaint(`unsupported type: ${type} (here it must be ${wanted})`, ['type'], 'view')];
};

/** Checks the value of `view` the way Slack does before it opens, pushes or updates a modal. Pure. */
export const checkModal = (value: unknown): ViewVerdict<Modal> => {
  const wrong = wrongType(value, 'modal');
  return wrong.length > 0 ? refused(wrong) : checked(modal, value, unsubmittable, 'modal');
};

/** Checks the value of `view` the way Slack does before it publishes a Home tab. Pure. */
export const checkHome = (value: unknown): ViewVerdict<Home> => {
  const wrong = wrongType(value, 'home');
  return wrong.length > 0 ? refused(wrong) : checked(home, value, () => [], 'home');
};
