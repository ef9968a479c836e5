import type { SandboxChannel, SandboxUser } from '../options.ts';
import { APP_ID } from '../web-api/message-json.ts';

/** What every payload carries. */
export interface Envelope {
  team: { id: string; name: string };
  responseUrl: string;
  triggerId: string;
}

/** The deprecated verification token; bots must go by the signature. */
export const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** What a command says of its channel: a private one and direct messages keep their names to themselves. */
const channelName = ({ direct, kind, name }: SandboxChannel): string => {
  if (direct !== undefined) return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
};

/**
 * The form of a slash command. https://docs.slack.dev/interactivity/implementing-slash-commands
 * A person of another team is known by that team's id.
 */
export const slashCommandForm = (
  { team, responseUrl, triggerId }: Envelope,
  user: SandboxUser,
  channel: SandboxChannel,
  line: { command: string; text: string },
): string =>
  new URLSearchParams({
    token: VERIFICATION_TOKEN,
    team_id: user.team ?? team.id,
    team_domain: team.name,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command: line.command,
    text: line.text,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  }).toString();
