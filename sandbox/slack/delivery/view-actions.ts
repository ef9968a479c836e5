import type { FieldValue } from '../fields/choose.ts';
import { choose } from '../fields/choose.ts';
import { withValue } from '../fields/form.ts';
import type { Placed, Pointing, StatefulElement } from '../fields/placed.ts';
import { fieldsIn, placeKey, pointed } from '../fields/placed.ts';
import type { Use } from '../fields/use.ts';
import { use } from '../fields/use.ts';
import type { LiveView } from '../views/live-view.ts';
import { blocksOf } from '../views/live-view.ts';
import { viewJson } from '../views/view-json.ts';
import type { Delivery } from './deliver.ts';
import { interactionForm, interactionHead } from './interaction.ts';
import type { Desk } from './person.ts';
import { person } from './person.ts';
import type { WhichView } from './visible-view.ts';
import { viewName, visibleView } from './visible-view.ts';

/** A click, a choice or an Enter in a modal or a Home tab. */
export interface ViewClick extends Pointing, Use {
  user: string;
  view: WhichView;
}

/** What a person types and chooses in the fields of a view, by block_id or by action_id. */
export interface Filling {
  user: string;
  /** The modal unless told. */
  view?: WhichView;
  values: Readonly<Record<string, FieldValue>>;
}

/** Uses an element and sends a block_actions payload with the view in it, as from any view: no channel, no response URL. */
const act = async (desk: Desk, live: LiveView, placed: Placed, given: Use): Promise<Delivery> => {
  const { workspace } = desk;
  const user = person(workspace, live.user);
  const used = use(placed, given, live.form, { workspace, user: user.id }, desk.newTs());
  workspace.views.note(live, { form: used.form });
  return desk.deliverForm(
    interactionForm({
      type: 'block_actions',
      ...interactionHead(workspace.directory.team, user),
      container: { type: 'view', view_id: live.id },
      trigger_id: workspace.views.triggers.issue({ user: user.id, from: live.view.type }),
      view: viewJson(workspace.directory, live),
      actions: [used.action],
    }),
  );
};

/**
 * Uses an element of the visible view. Rejects when it isn't there, asks first, or is an input that sends nothing by
 * itself (an input block without `dispatch_action`).
 * docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export const clickInView = async (desk: Desk, clicked: ViewClick): Promise<Delivery> => {
  const live = visibleView(desk.workspace, clicked.user, clicked.view);
  const placed = pointed(blocksOf(live), clicked, viewName(live), clicked.value);
  if (placed.input?.dispatch_action === false) {
    throw new Error(`${clicked.actionId} sends nothing by itself: fill it in, then submit`);
  }
  return act(desk, live, placed, clicked);
};

const fieldNamed = (live: LiveView, name: string): Placed<StatefulElement> => {
  const fields = fieldsIn(blocksOf(live));
  const named = fields.filter(({ blockId, actionId }) => blockId === name || actionId === name);
  const [field, another] = named;
  if (field !== undefined && another === undefined) return field;
  const there = fields.map(placeKey).join(', ') || 'nothing to fill in';
  throw new Error(
    `${field === undefined ? 'No' : 'More than one'} field ${name} in ${viewName(live)}; there is: ${there}`,
  );
};

/**
 * Whether Slack's client tells the app while the field is being filled in: elements outside of input blocks always do,
 * those inside with `dispatch_action`; a text only with `on_character_entered` (its default is the Enter key).
 * docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object
 */
const tellsAtOnce = ({ element, input }: Placed<StatefulElement>): boolean => {
  if (input === undefined) return true;
  if (!input.dispatch_action) return false;
  if (element.type !== 'plain_text_input' && element.type !== 'number_input') return true;
  return element.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered') ?? false;
};

/**
 * Fills fields in, one after the other; resolves with what was sent meanwhile. Rejects when there is no such field or
 * Slack's client would not take such a value.
 */
export const fillIn = async (desk: Desk, { user, view = 'modal', values }: Filling): Promise<Delivery[]> => {
  const { workspace } = desk;
  const sent: Delivery[] = [];
  for (const [name, value] of Object.entries(values)) {
    const live = visibleView(workspace, user, view);
    const field = fieldNamed(live, name);
    if (tellsAtOnce(field)) sent.push(await act(desk, live, field, { value }));
    else {
      const offered = live.form.offered[placeKey(field)] ?? [];
      const chosen = choose(field, value, { workspace, user, offered });
      workspace.views.note(live, { form: withValue(live.form, field, chosen) });
    }
  }
  return sent;
};
