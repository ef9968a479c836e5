import { SLASH } from '../handlers/slack-app.ts';

/**
 * The Slack app manifest for a bot at that address: paste it at api.slack.com/apps → "From a manifest" (Slack: app
 * manifests). Only the scopes that are used: `commands` for the slash command, `chat:write` to tell runs' stories,
 * the histories to find a message again after a lost answer.
 */
export function manifest(url: URL): object {
  const endpoint = new URL('/slack/events', url).href;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: 'Wheelhouse', description: 'Restart and follow services on AWS ECS' },
    features: {
      bot_user: { display_name: 'wheelhouse', always_online: true },
      slash_commands: [
        {
          command: SLASH,
          url: endpoint,
          description: 'Steer services on ECS',
          usage_hint: 'help | status SERVICE | restart SERVICE',
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: ['commands', 'chat:write', 'channels:history', 'groups:history'] } },
    settings: {
      interactivity: { is_enabled: true, request_url: endpoint },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
    },
  };
}
