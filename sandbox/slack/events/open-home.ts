import { person } from '../delivery/person.ts';
import { viewJson } from '../views/view-json.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { appHomeOpened } from './app-home-opened.ts';
import type { Outbox, SentEvent } from './outbox.ts';

/**
 * A person opens the app's Home tab: the app is told each time, with the view that is published for them, if any.
 * Resolves after the first attempt; undefined when the app hasn't subscribed. Rejects for a person who isn't there.
 */
export const openHome = async (
  workspace: Workspace,
  { emit }: Outbox,
  user: string,
  ts: string,
): Promise<SentEvent | undefined> => {
  const who = person(workspace, user);
  const live = workspace.views.home(user);
  const view = live === undefined ? {} : { view: { ...viewJson(workspace.directory, live) } };
  const direct = workspace.directWith(who);
  return emit('app_home_opened', appHomeOpened(who, direct, { tab: 'home', ...view }, ts), direct);
};
