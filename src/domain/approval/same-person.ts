import type { AccessPolicy } from '../people/access.ts';
import type { Actor } from '../people/actor.ts';

/** All user ids that are the same person, the given one first. */
export const accountsOf = ({ people }: Pick<AccessPolicy, 'people'>, user: string): readonly string[] => [
  user,
  ...(people.find((accounts) => accounts.includes(user)) ?? []).filter((account) => account !== user),
];

/** Whether somebody is the person who asked: the same account, or another of theirs. */
export const isRequester = (
  policy: Pick<AccessPolicy, 'people'>,
  requester: Actor,
  { team, user }: { readonly team: string; readonly user: string },
): boolean =>
  requester.kind === 'slack' && requester.team === team && accountsOf(policy, requester.user).includes(user);
