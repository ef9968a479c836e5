import type { Addressee } from '../announcement/addressee.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { RunRequest } from '../run/run.ts';

/**
 * Who must hear at once that the glass was broken: everybody who could have approved, each alone, and the channel for
 * incidents, or the changes channel of its stack where none is named, or where the run is told.
 */
export function whomToTell(
  { roles }: Pick<AccessPolicy, 'roles'>,
  from: readonly string[],
  { target, origin }: Pick<RunRequest, 'target' | 'origin'>,
  incidents: string | undefined,
): readonly Addressee[] {
  const users = new Set(roles.filter(({ name }) => from.includes(name)).flatMap((role) => role.users));
  const channel = incidents ?? target.changesChannel ?? origin.channel;
  return [{ kind: 'channel', channel }, ...[...users].map((user): Addressee => ({ kind: 'person', user }))];
}
