import { describe, expect, test } from 'vitest';
import { type ManifestTransport, manifest } from '../../../src/wiring/manifest.ts';
import { neededScopes } from '../../../src/wiring/slack-scopes.ts';

const HTTP: ManifestTransport = { kind: 'http', url: new URL('https://ops.example.com') };
const SOCKET: ManifestTransport = { kind: 'socket' };

/** Every key that holds an address, with it. */
const addresses = (value: unknown, key = ''): string[] => {
  if (typeof value === 'string') return value.startsWith('http') ? [`${key} ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => addresses(inner, name));
};

describe("the Slack app's manifest", () => {
  test('over HTTP names one address for commands, events, interactivity and suggestions', () => {
    const endpoint = 'https://ops.example.com/slack/events';
    expect(addresses(manifest(HTTP)).sort()).toEqual([
      `message_menu_options_url ${endpoint}`,
      `request_url ${endpoint}`,
      `request_url ${endpoint}`,
      `url ${endpoint}`,
    ]);
    expect(manifest(HTTP).settings?.socket_mode_enabled).toBe(false);
  });

  test('for Socket Mode names none', () => {
    expect(addresses(manifest(SOCKET))).toEqual([]);
    expect(manifest(SOCKET).settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
    });
  });

  test.each([
    ['HTTP', HTTP],
    ['Socket Mode', SOCKET],
  ])('gives the same app by %s: its command, shortcuts, Home and events', (_, transport) => {
    const { features, settings } = manifest(transport);
    expect(features).toMatchObject({
      app_home: { home_tab_enabled: true, messages_tab_enabled: true },
      slash_commands: [{ command: '/ops', should_escape: true }],
      shortcuts: [
        { type: 'global', name: 'Run an operation', callback_id: 'ops_run' },
        { type: 'message', name: 'Act on this', callback_id: 'ops_on_message' },
      ],
    });
    expect(settings?.event_subscriptions?.bot_events).toEqual(
      expect.arrayContaining(['app_mention', 'app_home_opened', 'member_left_channel', 'user_change']),
    );
  });

  test("keeps within Slack's lengths (Slack: reference/app-manifest)", () => {
    const { display_information: info, features } = manifest(HTTP);
    expect(info.name.length).toBeLessThanOrEqual(35);
    expect(info.description?.length).toBeLessThanOrEqual(140);
    for (const shortcut of features?.shortcuts ?? []) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
  });

  test('asks for each scope once, says what it is for, and asks for no other', () => {
    const scopes = manifest(SOCKET).oauth_config?.scopes;
    expect(Object.keys(scopes ?? {})).toEqual(['bot']);
    expect(scopes?.bot).toEqual(neededScopes.map(({ name }) => name));
    expect(new Set(scopes?.bot).size).toBe(neededScopes.length);
    for (const { use } of neededScopes) expect(use).not.toBe('');
  });

  test('asks for what its events need (Slack: "Scopes" of each event)', () => {
    const needs: Readonly<Record<string, string>> = {
      app_mention: 'app_mentions:read',
      app_home_opened: '',
      user_change: 'users:read',
      team_join: 'users:read',
    };
    const needOf = (event: string): string =>
      needs[event] ?? (event.startsWith('group_') ? 'groups:read' : 'channels:read');
    const granted = new Set<string>(['', ...neededScopes.map(({ name }) => name)]);
    const events = manifest(SOCKET).settings?.event_subscriptions?.bot_events ?? [];
    expect(events.filter((event) => !granted.has(needOf(event)))).toEqual([]);
  });
});
