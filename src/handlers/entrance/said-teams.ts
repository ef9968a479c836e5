/** Where Slack's requests name a workspace: commands, interactions, events (Slack: their payloads' references). */
const PLACES: readonly (readonly string[])[] = [
  ['team_id'],
  ['context_team_id'],
  ['team', 'id'],
  ['user', 'team_id'],
  ['event', 'team'],
  ['event', 'user_team'],
  ['event', 'source_team'],
];

function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

/**
 * Every workspace that a request of Slack's names, each once. In a conversation that is shared with another
 * organisation they differ: the person's own, the channel's, the one in which the app is installed (Slack: Using Slack
 * Connect). An event of such a channel says so besides: `is_ext_shared_channel`.
 */
export function saidTeams(body: unknown): readonly string[] {
  const said = PLACES.map((path) => at(body, path)).filter((team) => typeof team === 'string');
  return [...new Set(said)];
}

/** Whether the request itself says that its channel is shared with another organisation. */
export const saysShared = (body: unknown): boolean => at(body, ['is_ext_shared_channel']) === true;
