import type { MessageBlock } from '../blocks/message-blocks.ts';
import { messageJson } from '../web-api/message-json.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Original } from './origin.ts';

/** A message that a person sees: its blocks, and how interaction payloads speak of it. */
export interface Sight {
  blocks: readonly MessageBlock[];
  original: Original;
  /** The payload's `container`, and its `message`: an ephemeral one isn't repeated. */
  payload: { container: Record<string, unknown>; message?: Record<string, unknown> };
}

/** The message that this person sees there. Throws when they see none. */
export const sightOf = (workspace: Workspace, user: string, channel: string, ts: string): Sight => {
  const container = (kind: 'message' | 'ephemeral', threadTs: string | undefined) => ({
    type: 'message',
    message_ts: ts,
    channel_id: channel,
    is_ephemeral: kind === 'ephemeral',
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
  const found = workspace.find(channel, ts);
  if (found !== undefined) {
    const { message, root } = found;
    return {
      blocks: message.blocks,
      original: { kind: 'message', ts },
      payload: {
        container: container('message', message.ts === root.ts ? undefined : root.ts),
        message: messageJson(workspace, message, root, 'without-metadata'),
      },
    };
  }
  const ephemeral = workspace.ephemerals(user, channel).find((one) => one.ts === ts);
  if (ephemeral === undefined) throw new Error(`${user} sees no message ${ts} in ${channel}`);
  return {
    blocks: ephemeral.blocks,
    original: { kind: 'ephemeral', ts },
    payload: { container: container('ephemeral', ephemeral.threadTs) },
  };
};
