import type { Workspace } from '../workspace/workspace.ts';
import type { RawArguments } from './arguments.ts';

/** The scope a call needs: one, or by the kind of the channel it is about; undefined when it needs none. */
type Need = string | { readonly public: string; readonly private: string; readonly direct: string };

const byKind = (what: 'read' | 'history'): Need => ({
  public: `channels:${what}`,
  private: `groups:${what}`,
  direct: `im:${what}`,
});

/**
 * The bot scopes of the methods the sandbox knows; a method that isn't here needs none.
 * https://docs.slack.dev/reference/methods, «Scopes» of each.
 */
const NEEDS: Readonly<Record<string, Need>> = {
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': byKind('history'),
  'conversations.info': byKind('read'),
  'conversations.members': byKind('read'),
  'conversations.open': 'im:write',
  'conversations.replies': byKind('history'),
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'reactions.add': 'reactions:write',
  'reactions.remove': 'reactions:write',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
};

/** The scope this call needs and wasn't granted; undefined when there is none. */
export const missingScope = (
  method: string,
  args: RawArguments,
  workspace: Workspace,
  granted: readonly string[] | 'everything',
): string | undefined => {
  const need = NEEDS[method];
  if (need === undefined || granted === 'everything') return undefined;
  const id = args['channel'];
  const channel = typeof id === 'string' ? workspace.channel(id) : undefined;
  const kind = channel?.direct === undefined ? (channel?.kind ?? 'public') : 'direct';
  const scope = typeof need === 'string' ? need : need[kind];
  return granted.includes(scope) ? undefined : scope;
};
