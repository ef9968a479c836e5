import type { Workspace } from '../workspace/workspace.ts';
import type { Reply } from './reply.ts';

/** The message a reply may replace or delete. */
export type Original = { kind: 'none' } | { kind: 'message'; ts: string } | { kind: 'ephemeral'; ts: string };

/** Where a command or a click came from, and so where its replies go. */
export interface Origin {
  channel: string;
  user: string;
  /** The command line as typed; shown to all before the first reply that all see, as Slack does. */
  typed: string | undefined;
  original: Original;
}

const say = (workspace: Workspace, origin: Origin, reply: Reply & { kind: 'say' }): Original => {
  const { channel, user } = origin;
  if (reply.to === 'person') {
    const { ts } = workspace.whisper({ channel, user, from: 'bot', ...reply.content });
    return { kind: 'ephemeral', ts };
  }
  if (origin.typed !== undefined) workspace.post(channel, { user, text: origin.typed, blocks: [] });
  origin.typed = undefined;
  const { message } = workspace.post(channel, { user: workspace.directory.bot.userId, ...reply.content });
  return { kind: 'message', ts: message.ts };
};

const replace = (
  workspace: Workspace,
  origin: Origin,
  content: (Reply & { kind: 'say' })['content'],
): void => {
  const { original, channel, user } = origin;
  if (original.kind === 'message') {
    const found = workspace.find(channel, original.ts);
    if (found !== undefined) workspace.edit(found.message, workspace.directory.bot.userId, content);
  } else if (original.kind === 'ephemeral') {
    const ephemeral = workspace.ephemerals(user, channel).find(({ ts }) => ts === original.ts);
    if (ephemeral !== undefined) workspace.replaceEphemeral(ephemeral, content);
  } else {
    origin.original = say(workspace, origin, { kind: 'say', to: 'person', content });
  }
};

/** Shows a reply in the workspace. The first message a command's reply makes becomes its original. */
export const showReply = (workspace: Workspace, origin: Origin, reply: Reply): void => {
  const { original, channel } = origin;
  switch (reply.kind) {
    case 'say': {
      const said = say(workspace, origin, reply);
      if (original.kind === 'none') origin.original = said;
      return;
    }
    case 'replace-original':
      replace(workspace, origin, reply.content);
      return;
    case 'delete-original':
      if (original.kind === 'message') workspace.remove(channel, original.ts);
      if (original.kind === 'ephemeral') workspace.removeEphemeral(original.ts);
      return;
    case 'nothing':
    case 'invalid':
      return;
  }
};
