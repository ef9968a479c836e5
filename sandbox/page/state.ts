import type { Directory } from '../slack/options.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';
import type { SeenView } from '../slack/views/seen-view.ts';
import type { Ephemeral, RootMessage } from '../slack/workspace/message.ts';
import type { FaultSwitch, WorldPanel, WorldView } from './world-panel.ts';

/** All the page shows, sent whole on each change. */
export interface PageState {
  directory: Directory;
  /** Root messages by channel id, oldest first. */
  messages: Record<string, RootMessage[]>;
  /** What one person sees; the page shows those of the person it acts as. */
  ephemerals: Ephemeral[];
  /** The open views of a person's modal by user id, the visible one last. */
  modals: Record<string, SeenView[]>;
  /** The Home tab by user id, of those for whom the app has published one. */
  homes: Record<string, SeenView>;
  world: WorldView;
  faults: FaultSwitch[];
}

/** What there is to show now. */
export const pageState = (slack: SlackSandbox, world: WorldPanel): PageState => {
  const { directory } = slack;
  const { users, channels } = directory;
  return {
    directory,
    messages: Object.fromEntries(channels.map(({ id }) => [id, slack.messages(id)])),
    ephemerals: users.flatMap(({ id }) => slack.ephemerals(id)),
    modals: Object.fromEntries(users.map(({ id }) => [id, slack.modal(id)])),
    homes: Object.fromEntries(
      users.flatMap(({ id }) => {
        const home = slack.home(id);
        return home === undefined ? [] : [[id, home]];
      }),
    ),
    world: world.view(),
    faults: world.faults(),
  };
};
