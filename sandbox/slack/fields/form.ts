import type { Option } from '../blocks/composition.ts';
import type { MessageBlock } from '../blocks/message-blocks.ts';
import type { ViewBlock } from '../blocks/view-blocks.ts';
import type { Placed, StatefulElement } from './placed.ts';
import { fieldsIn, placeKey } from './placed.ts';
import type { StateValue, StateValues } from './state-value.ts';

/** What one person has typed and chosen in one view or message. */
export interface Form {
  readonly values: StateValues;
  /** What the app last suggested for an external_select, by `block_id/action_id`. */
  readonly offered: Readonly<Record<string, readonly Option[]>>;
}

/** Nothing typed, nothing suggested. */
export const NEW_FORM: Form = { values: {}, offered: {} };

/** What an element holds when it is first shown. */
export const initialValue = (element: StatefulElement): StateValue => {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { type: element.type, value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
      return { type: element.type, selected_option: element.initial_option ?? null };
    case 'radio_buttons':
      return { type: element.type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
      return { type: element.type, selected_options: [...(element.initial_options ?? [])] };
    case 'users_select':
      return { type: element.type, selected_user: element.initial_user ?? null };
    case 'conversations_select':
      return { type: element.type, selected_conversation: element.initial_conversation ?? null };
    case 'datepicker':
      return { type: element.type, selected_date: element.initial_date ?? null };
    case 'timepicker': {
      const { timezone } = element;
      const zone = timezone === undefined ? {} : { timezone };
      return { type: element.type, selected_time: element.initial_time ?? null, ...zone };
    }
  }
};

/** The form with this value in this place. */
export const withValue = (form: Form, { blockId, actionId }: Placed<unknown>, value: StateValue): Form => ({
  ...form,
  values: { ...form.values, [blockId]: { ...form.values[blockId], [actionId]: value } },
});

/** The form with these options on offer in this place. */
export const withOffer = (form: Form, placed: Placed<unknown>, options: readonly Option[]): Form => ({
  ...form,
  offered: { ...form.offered, [placeKey(placed)]: options },
});

const kept = (form: Form, { element, blockId, actionId }: Placed<StatefulElement>): StateValue => {
  const before = form.values[blockId]?.[actionId];
  return before?.type === element.type ? before : initialValue(element);
};

/**
 * The form as these blocks show it: an element with the block_id, action_id and type of one that was there keeps its
 * value, any other begins anew. https://docs.slack.dev/surfaces/modals, "preserving input entry".
 */
export const formOn = (blocks: readonly (MessageBlock | ViewBlock)[], form: Form): Form => {
  const fields = fieldsIn(blocks);
  const shown = fields.reduce((filled, field) => withValue(filled, field, kept(form, field)), NEW_FORM);
  const keys = new Set(fields.map(placeKey));
  return {
    ...shown,
    offered: Object.fromEntries(Object.entries(form.offered).filter(([key]) => keys.has(key))),
  };
};
