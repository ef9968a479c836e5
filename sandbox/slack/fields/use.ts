import { allOptions } from '../blocks/select-menus.ts';
import type { Around, FieldValue } from './choose.ts';
import { choose } from './choose.ts';
import type { Form } from './form.ts';
import { withValue } from './form.ts';
import type { Placed, StatefulElement } from './placed.ts';
import { isStateful, placeKey } from './placed.ts';
import type { StateValue } from './state-value.ts';

/** What a person does with an element: what they choose or type, and whether they say yes where it asks first. */
export interface Use {
  value?: FieldValue;
  /** Needed for an element that has a confirmation dialog. */
  confirm?: true;
}

/** The `actions[0]` that comes of it, and the form after it. */
export interface Used {
  action: Record<string, unknown>;
  form: Form;
}

const ask = ({ element, actionId }: Placed, { confirm }: Use): void => {
  const dialog = 'confirm' in element ? element.confirm : undefined;
  if (dialog === undefined || confirm === true) return;
  const said = [dialog.title?.text, dialog.text.text].filter((text) => text !== undefined).join(' ');
  throw new Error(`${actionId} asks first: "${said}" Say confirm: true to go on`);
};

const pressed = ({ element, actionId }: Placed, value: FieldValue | undefined): Record<string, unknown> => {
  if (element.type === 'overflow') {
    const chosen = element.options.find((option) => option.value === value);
    if (chosen !== undefined) return { selected_option: chosen };
    const values = element.options.map((option) => option.value).join(', ');
    throw new Error(`The menu ${actionId} has no option ${String(value)}. It has: ${values}`);
  }
  if (element.type !== 'button') return {};
  if (value !== undefined && value !== element.value) {
    throw new Error(`The button ${actionId} has the value ${element.value}, not ${String(value)}`);
  }
  const { text, style } = element;
  return { text, ...(element.value === undefined ? {} : { value: element.value }), ...(style && { style }) };
};

/** Text fields and ticked boxes may be used as they are; a menu needs a choice. */
const entered = (
  placed: Placed<StatefulElement>,
  value: FieldValue | undefined,
  form: Form,
  around: Omit<Around, 'offered'>,
): StateValue => {
  const before = form.values[placed.blockId]?.[placed.actionId];
  if (value !== undefined) {
    return choose(placed, value, { ...around, offered: form.offered[placeKey(placed)] ?? [] });
  }
  if (before?.type === 'plain_text_input' || before?.type === 'number_input') return before;
  const { element } = placed;
  const values = element.type === 'static_select' ? allOptions(element).map((option) => option.value) : [];
  const there = values.length === 0 ? '' : `. It has: ${values.join(', ')}`;
  throw new Error(`Say which value of ${placed.actionId} is chosen${there}`);
};

/** What comes of using an element. Throws where Slack's client would give no way to do so, or asks first. */
export const use = (
  placed: Placed,
  given: Use,
  form: Form,
  around: Omit<Around, 'offered'>,
  actionTs: string,
): Used => {
  const value = isStateful(placed) ? entered(placed, given.value, form, around) : undefined;
  const what = value ?? pressed(placed, given.value);
  ask(placed, given);
  const { blockId, actionId, element } = placed;
  return {
    action: { type: element.type, action_id: actionId, block_id: blockId, action_ts: actionTs, ...what },
    form: value === undefined ? form : withValue(form, placed, value),
  };
};
