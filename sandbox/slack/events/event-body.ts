import { VERIFICATION_TOKEN } from '../delivery/slash-command.ts';
import type { Directory, SandboxChannel } from '../options.ts';
import { APP_ID } from '../web-api/message-json.ts';

/** What happened, as the inner `event` of a delivery. */
export interface SlackEvent {
  type: string;
  event_ts: string;
  [field: string]: unknown;
}

/**
 * The body of an event's delivery. https://docs.slack.dev/apis/events-api/#event-type-structure. `event_time` is in
 * seconds; `channel` is where it happened, if it did in one.
 */
export const eventBody = (
  { team, bot }: Directory,
  {
    id,
    event,
    atMs,
    channel,
  }: { id: string; event: SlackEvent; atMs: number; channel: SandboxChannel | undefined },
): Record<string, unknown> => ({
  token: VERIFICATION_TOKEN,
  team_id: team.id,
  context_team_id: team.id,
  context_enterprise_id: null,
  api_app_id: APP_ID,
  event,
  type: 'event_callback',
  event_id: id,
  event_time: Math.floor(atMs / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: team.id,
      user_id: bot.userId,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: (channel?.sharedWith ?? []).length > 0,
  event_context: `4-${id}`,
});
