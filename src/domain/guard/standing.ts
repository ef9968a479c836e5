import type { AccessPolicy } from '../people/access.ts';
import type { SlackActor } from '../people/actor.ts';
import type { Role } from './policy.ts';

/** Whether somebody is in a user group, as far as Slack says. */
export type Membership = 'in' | 'out' | 'unknown';

/** Somebody's membership in a group, by the group's id. */
export type MembershipOf = (group: string) => Membership;

/** How somebody stands to a role, and what that rests on. */
export interface RoleStanding {
  readonly role: Role;
  /** `unknown`: it depends on a group that Slack didn't tell of. It counts as not held. */
  readonly kind: 'held' | 'not-held' | 'unknown';
  /** The role's groups that they are in. */
  readonly inGroups: readonly string[];
  /** The role's groups of which Slack didn't tell. */
  readonly unread: readonly string[];
  readonly isListed: boolean;
}

/** Who somebody is to the policy. */
export interface Standing {
  readonly actor: SlackActor;
  readonly roles: readonly RoleStanding[];
}

/**
 * How somebody stands to every role of the policy. A user id of another workspace is somebody else: it holds none. What
 * isn't known adds nothing.
 */
export const standingOf = (
  policy: AccessPolicy,
  actor: SlackActor,
  membershipOf: MembershipOf,
): Standing => ({
  actor,
  roles: actor.team === policy.team ? policy.roles.map((role) => standingTo(role, actor, membershipOf)) : [],
});

/** The roles that somebody has. */
export const heldRoles = ({ roles }: Standing): readonly RoleStanding[] =>
  roles.filter(({ kind }) => kind === 'held');

function standingTo(role: Role, { user }: SlackActor, membershipOf: MembershipOf): RoleStanding {
  const having = (wanted: Membership): string[] =>
    role.groups.filter((group) => membershipOf(group) === wanted);
  const [inGroups, unread, isListed] = [having('in'), having('unknown'), role.users.includes(user)];
  return { role, kind: kindOf(role, isListed, inGroups.length, unread.length), inGroups, unread, isListed };
}

function kindOf({ takes }: Role, isListed: boolean, inGroups: number, unread: number): RoleStanding['kind'] {
  const isHeld = takes === 'both' ? isListed && inGroups > 0 : isListed || inGroups > 0;
  if (isHeld) return 'held';
  // Who isn't listed doesn't get a strong role, whatever Slack would say.
  return unread > 0 && (takes === 'either' || isListed) ? 'unknown' : 'not-held';
}
