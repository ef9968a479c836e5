import type { SandboxChannel, SandboxUser } from '../options.ts';
import { APP_ID } from '../web-api/message-json.ts';
import type { Clickable } from './clickable.ts';
import { optionsOf } from './clickable.ts';
import type { Envelope } from './slash-command.ts';
import { VERIFICATION_TOKEN } from './slash-command.ts';

/** The message that was clicked in; an ephemeral one isn't repeated in the payload. */
export type ClickedMessage =
  | { kind: 'message'; ts: string; threadTs: string | undefined; json: Record<string, unknown> }
  | { kind: 'ephemeral'; ts: string; threadTs: string | undefined };

/** The `actions[0]` of a click, or why there can't be one. A menu needs the value of one of its options. */
export const actionOf = (
  { element, blockId }: Clickable,
  value: string | undefined,
  actionTs: string,
): Record<string, unknown> => {
  const common = { type: element.type, action_id: element.action_id, block_id: blockId, action_ts: actionTs };
  if (element.type === 'button') {
    if (value !== undefined && value !== element.value) {
      throw new Error(`The button ${element.action_id} has the value ${element.value}, not ${value}`);
    }
    const { text, style } = element;
    return {
      ...common,
      text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(style && { style }),
    };
  }
  const options = optionsOf(element);
  const chosen = options.find((option) => option.value === value);
  if (chosen === undefined) {
    const values = options.map((option) => option.value).join(', ');
    throw new Error(`The menu ${element.action_id} has no option ${value}. It has: ${values}`);
  }
  return { ...common, selected_option: chosen };
};

/** The form of a block_actions payload. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const blockActionsForm = (
  { team, responseUrl, triggerId }: Envelope,
  user: SandboxUser,
  channel: SandboxChannel,
  message: ClickedMessage,
  action: Record<string, unknown>,
): string => {
  const payload = {
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team ?? team.id },
    api_app_id: APP_ID,
    token: VERIFICATION_TOKEN,
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.kind === 'ephemeral',
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: triggerId,
    team: { id: team.id, domain: team.name },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: channel.name },
    ...(message.kind === 'message' ? { message: message.json } : {}),
    state: { values: {} },
    response_url: responseUrl,
    actions: [action],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
};
