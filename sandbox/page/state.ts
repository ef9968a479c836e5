import type { Directory } from '../slack/options.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';
import type { Ephemeral, RootMessage } from '../slack/workspace/message.ts';
import type { FaultSwitch, WorldPanel, WorldView } from './world-panel.ts';

/** All the page shows, sent whole on each change. */
export interface PageState {
  directory: Directory;
  /** Root messages by channel id, oldest first. */
  messages: Record<string, RootMessage[]>;
  /** What one person sees; the page shows those of the person it acts as. */
  ephemerals: Ephemeral[];
  world: WorldView;
  faults: FaultSwitch[];
}

/** What there is to show now. */
export const pageState = (slack: SlackSandbox, world: WorldPanel): PageState => {
  const { directory } = slack;
  return {
    directory,
    messages: Object.fromEntries(directory.channels.map(({ id }) => [id, slack.messages(id)])),
    ephemerals: directory.users.flatMap(({ id }) => slack.ephemerals(id)),
    world: world.view(),
    faults: world.faults(),
  };
};
