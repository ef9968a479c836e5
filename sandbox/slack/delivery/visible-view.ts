import type { Modal } from '../views/check-view.ts';
import type { LiveView } from '../views/live-view.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The view a person acts in: the visible one of their modal, or the app's Home tab. */
export type WhichView = 'modal' | 'home';

/** The view on top of a person's modal. Throws when none is open. */
export const visibleModal = ({ views }: Workspace, user: string): LiveView<Modal> => {
  const live = views.stack(user).at(-1);
  if (live === undefined) throw new Error(`No modal is open for ${user}`);
  return live;
};

/** The view that is meant. Throws when the person has none such before them. */
export const visibleView = (workspace: Workspace, user: string, which: WhichView): LiveView => {
  if (which === 'modal') return visibleModal(workspace, user);
  const live = workspace.views.home(user);
  if (live === undefined) throw new Error(`The app has published no Home tab for ${user}`);
  return live;
};

/** A view in the words of an error message. */
export const viewName = ({ view }: LiveView): string =>
  view.type === 'modal' ? `the modal "${view.title.text}"` : 'the Home tab';
