import { CHANNEL_EVENTS, GROUP_EVENTS, PERSON_EVENTS } from '../handlers/listeners/membership.ts';
import { MESSAGE_SHORTCUT, RUN_SHORTCUT } from '../handlers/listeners/shortcuts.ts';
import { SLASH } from '../handlers/slash.ts';
import { neededScopes, type SlackManifest } from './slack-scopes.ts';

/** How the app reaches the bot: Slack posts to an address, or the bot opens a connection (Socket Mode). */
export type ManifestTransport = { readonly kind: 'http'; readonly url: URL } | { readonly kind: 'socket' };

/** The events that the bot listens to: when it is named, when its Home is opened, and what changes of whom and where. */
const EVENTS = [
  'app_mention',
  'app_home_opened',
  ...CHANNEL_EVENTS,
  ...PERSON_EVENTS,
  ...GROUP_EVENTS,
] as const;

/**
 * The Slack app's manifest: paste it at api.slack.com/apps → "From a manifest" (Slack: reference/app-manifest). It asks
 * for the scopes of `neededScopes` and no other. With Socket Mode it has no address in it. Slack delivers an app's
 * direct messages only where its messages tab is on (app_home).
 */
export function manifest(transport: ManifestTransport): SlackManifest {
  const endpoint = transport.kind === 'http' ? new URL('/slack/events', transport.url).href : undefined;
  const request = endpoint === undefined ? {} : { request_url: endpoint };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: 'Wheelhouse', description: 'Steer services on AWS ECS from Slack' },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'wheelhouse', always_online: true },
      shortcuts: [
        {
          type: 'global',
          name: 'Run an operation',
          callback_id: RUN_SHORTCUT,
          description: 'Choose an operation and fill in its form',
        },
        {
          type: 'message',
          name: 'Act on this',
          callback_id: MESSAGE_SHORTCUT,
          description: 'Start an operation on what a message is about',
        },
      ],
      slash_commands: [
        {
          command: SLASH,
          ...(endpoint === undefined ? {} : { url: endpoint }),
          description: 'Steer services on ECS',
          usage_hint: 'help | status SERVICE | restart SERVICE',
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: neededScopes.map(({ name }) => name) } },
    settings: {
      event_subscriptions: { ...request, bot_events: [...EVENTS] },
      interactivity: {
        is_enabled: true,
        ...request,
        ...(endpoint === undefined ? {} : { message_menu_options_url: endpoint }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: transport.kind === 'socket',
    },
  };
}
