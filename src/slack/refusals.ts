/**
 * What a refusal of Slack's means for a story (docs.slack.dev: chat.postMessage, chat.update, conversations.open,
 * "Errors"). `place`: the bot can't post there. `gone`: the message it was about is no longer there, or can't be
 * edited any more. `content`: Slack doesn't take the blocks. `other`: nothing that another place or text would mend,
 * such as a revoked token.
 */
export type Refusal = 'place' | 'gone' | 'content' | 'other';

const PLACE = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'channel_type_not_supported',
  'method_not_supported_for_channel_type',
  'team_access_not_granted',
  'no_permission',
  'messages_tab_disabled',
  'user_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'invalid_user_combination',
]);
const GONE = new Set(['message_not_found', 'thread_not_found', 'cant_update_message', 'edit_window_closed']);
const CONTENT = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'block_mismatch',
]);

/** Sorts a refusal by what can be done about it. */
export function refusalOf(error: string): Refusal {
  if (PLACE.has(error)) return 'place';
  if (GONE.has(error)) return 'gone';
  return CONTENT.has(error) ? 'content' : 'other';
}
