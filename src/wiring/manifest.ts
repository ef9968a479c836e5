import { SLASH } from '../handlers/slash.ts';

/**
 * The Slack app manifest for a bot at that address: paste it at api.slack.com/apps → "From a manifest" (Slack: app
 * manifests). Only the scopes that are used: `commands` for the slash command, `chat:write` to tell runs' stories,
 * `im:write` to tell a person directly where it can't post, the histories to find a message again after a lost
 * answer. Slack delivers an app's direct messages only where its messages tab is on (docs, app manifest, app_home).
 */
export function manifest(url: URL): object {
  const endpoint = new URL('/slack/events', url).href;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: 'Wheelhouse', description: 'Restart and follow services on AWS ECS' },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
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
    oauth_config: {
      scopes: {
        bot: ['commands', 'chat:write', 'im:write', 'channels:history', 'groups:history', 'im:history'],
      },
    },
    settings: {
      interactivity: { is_enabled: true, request_url: endpoint },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
    },
  };
}
