import type { AppsManifestCreateArguments } from '@slack/web-api';

/** An app's manifest, as Slack takes it. */
export type SlackManifest = AppsManifestCreateArguments['manifest'];

type BotScope = NonNullable<NonNullable<NonNullable<SlackManifest['oauth_config']>['scopes']>['bot']>[number];

/** A permission of the Slack app, and what Wheelhouse can't do without it. */
export interface NeededScope {
  readonly name: BotScope;
  readonly use: string;
}

/**
 * Every scope that is used, and no other (Slack: reference/scopes, and "Scopes" of each method and event). The kinds of
 * conversations (public and private channels, direct messages, those of a group) have one each for the same use.
 */
export const neededScopes: readonly NeededScope[] = [
  { name: 'commands', use: 'to be asked with /ops, and by shortcuts' },
  { name: 'app_mentions:read', use: 'to be asked by its name' },
  { name: 'chat:write', use: "to answer, and to tell runs' stories" },
  { name: 'files:write', use: 'to give long output as a file' },
  { name: 'im:write', use: 'to tell a person directly where it can post nowhere else' },
  { name: 'users:read', use: 'to refuse guests, bots and people of other workspaces; for the time zone' },
  { name: 'usergroups:read', use: 'to know who is in the user groups that roles are made of' },
  ...conversations('read', 'to know where it was asked: whether it is a member, and nobody else is'),
  ...conversations('history', 'to find a message of its own again after Slack gave no clear answer'),
];

function conversations(what: 'read' | 'history', use: string): NeededScope[] {
  return (['channels', 'groups', 'im', 'mpim'] as const).map((kind) => ({ name: `${kind}:${what}`, use }));
}
