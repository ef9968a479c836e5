import type { SandboxUser } from '../options.ts';
import { APP_ID } from '../web-api/message-json.ts';
import type { Envelope } from './slash-command.ts';
import { VERIFICATION_TOKEN } from './slash-command.ts';

/**
 * What every interaction payload has in common. A person of another team is known by that team's id.
 * https://docs.slack.dev/reference/interaction-payloads
 */
export const interactionHead = (team: Envelope['team'], user: SandboxUser): Record<string, unknown> => ({
  user: { id: user.id, username: user.name, name: user.name, team_id: user.team ?? team.id },
  api_app_id: APP_ID,
  token: VERIFICATION_TOKEN,
  team: { id: team.id, domain: team.name },
  enterprise: null,
  is_enterprise_install: false,
});

/** The form that carries a payload. */
export const interactionForm = (payload: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
