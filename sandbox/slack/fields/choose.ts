import type { Option } from '../blocks/composition.ts';
import { isDate, isTime } from '../blocks/inputs.ts';
import { allOptions } from '../blocks/select-menus.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { initialValue } from './form.ts';
import type { Placed, StatefulElement } from './placed.ts';
import type { StateValue } from './state-value.ts';

/**
 * What a person enters: a text, a number's text, the value of an option, an id, a date as YYYY-MM-DD or a time as
 * HH:mm; the values of all ticked boxes; null or an empty text for nothing.
 */
export type FieldValue = string | readonly string[] | null;

/** What there is to choose from. */
export interface Around {
  workspace: Workspace;
  user: string;
  /** What the app suggested last, for an external_select. */
  offered: readonly Option[];
}

const pick = <O extends { value: string }>(options: readonly O[], value: string, why: string): O => {
  const chosen = options.find((option) => option.value === value);
  if (chosen !== undefined) return chosen;
  const values = options.map((option) => option.value).join(', ') || 'none';
  throw new Error(`${why} has no option ${value}. It has: ${values}`);
};

type ConversationsSelect = Extract<StatefulElement, { type: 'conversations_select' }>;

/** The conversation with this id if this person's list shows it. Source: the conversation filter object's page. */
const conversation = ({ filter }: ConversationsSelect, id: string, { workspace, user }: Around): string => {
  const channel = workspace.channel(id);
  const kind = channel?.direct === undefined ? (channel?.kind ?? 'public') : 'im';
  const seen = channel !== undefined && (kind === 'public' || workspace.members(channel).includes(user));
  if (seen && (filter?.include ?? [kind]).includes(kind)) return id;
  throw new Error(`The list of conversations does not show ${id} to ${user}`);
};

const filled = (element: StatefulElement, value: string, around: Around): StateValue => {
  const the = `The field ${element.action_id}`;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { type: element.type, value };
    case 'static_select':
      return { type: element.type, selected_option: pick(allOptions(element), value, the) };
    case 'external_select':
      return {
        type: element.type,
        selected_option: pick(around.offered, value, `${the}, as last suggested by the app,`),
      };
    case 'radio_buttons':
      return { type: element.type, selected_option: pick(element.options, value, the) };
    case 'checkboxes':
      return { type: element.type, selected_options: [pick(element.options, value, the)] };
    case 'users_select':
      if (around.workspace.user(value) === undefined) throw new Error(`No user ${value} in the sandbox`);
      return { type: element.type, selected_user: value };
    case 'conversations_select':
      return { type: element.type, selected_conversation: conversation(element, value, around) };
    case 'datepicker':
      if (!isDate(value)) throw new Error(`${the} takes a date as YYYY-MM-DD, not ${value}`);
      return { type: element.type, selected_date: value };
    case 'timepicker': {
      if (!isTime(value)) throw new Error(`${the} takes a time as HH:mm, not ${value}`);
      const { timezone } = element;
      return {
        type: element.type,
        selected_time: value,
        ...(timezone === undefined ? {} : { timezone }),
      };
    }
  }
};

/** What an element holds when nothing is typed or chosen. */
const emptied = (element: StatefulElement): StateValue => {
  const value = initialValue(element);
  switch (value.type) {
    case 'plain_text_input':
    case 'number_input':
      return { ...value, value: null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { ...value, selected_option: null };
    case 'checkboxes':
      return { ...value, selected_options: [] };
    case 'users_select':
      return { ...value, selected_user: null };
    case 'conversations_select':
      return { ...value, selected_conversation: null };
    case 'datepicker':
      return { ...value, selected_date: null };
    case 'timepicker':
      return { ...value, selected_time: null };
  }
};

/** What the element holds once the person entered this. Throws where Slack's client would give no way to do so. */
export const choose = (
  { element }: Placed<StatefulElement>,
  given: FieldValue,
  around: Around,
): StateValue => {
  if (given === null || given === '') return emptied(element);
  if (typeof given === 'string') return filled(element, given, around);
  if (element.type !== 'checkboxes') throw new Error(`The field ${element.action_id} takes one value`);
  const ticked = given.map((value) => pick(element.options, value, `The field ${element.action_id}`));
  // Slack gives them in the order of the options, whatever the order of the ticks.
  return {
    type: 'checkboxes',
    selected_options: element.options.filter((option) => ticked.includes(option)),
  };
};
