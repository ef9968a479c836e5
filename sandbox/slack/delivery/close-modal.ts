import type { Modal } from '../views/check-view.ts';
import type { LiveView } from '../views/live-view.ts';
import { viewJson } from '../views/view-json.ts';
import type { Delivery } from './deliver.ts';
import { interactionForm, interactionHead } from './interaction.ts';
import type { Desk } from './person.ts';
import { person } from './person.ts';
import { visibleModal } from './visible-view.ts';

/** `cancel` is the button at the bottom, which closes one view; `dismiss` the x in the corner, which closes all. */
export interface Closing {
  user: string;
  how?: 'cancel' | 'dismiss';
}

const closed = (desk: Desk, live: LiveView<Modal>, isCleared: boolean): Promise<Delivery> => {
  const { directory } = desk.workspace;
  return desk.deliverForm(
    interactionForm({
      type: 'view_closed',
      ...interactionHead(directory.team, person(desk.workspace, live.user)),
      view: viewJson(directory, live),
      is_cleared: isCleared,
    }),
  );
};

/**
 * Closes the visible view, or with `dismiss` or its `clear_on_close` the whole modal; whatever the app answers. Each
 * closed view with `notify_on_close` is told of, the top one first, with `is_cleared` when the whole stack went.
 * Rejects when no modal is open.
 * docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_closed
 */
export const closeModal = async (desk: Desk, { user, how = 'cancel' }: Closing): Promise<Delivery[]> => {
  const { views } = desk.workspace;
  const top = visibleModal(desk.workspace, user);
  const all = how === 'dismiss' || top.view.clear_on_close;
  const gone = all ? views.stack(user).toReversed() : [top];
  if (all) views.clear(user);
  else views.close(top);
  const told = gone.filter(({ view }) => view.notify_on_close);
  return Promise.all(told.map((live) => closed(desk, live, all)));
};
