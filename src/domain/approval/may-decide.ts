import { BREAK_GLASS } from '../guard/policy.ts';
import type { RoleStanding, Standing } from '../guard/standing.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { Actor } from '../people/actor.ts';
import type { Requirement } from './approval-rule.ts';
import type { Verdict } from './decision.ts';
import { isRequester } from './same-person.ts';

/** Whether somebody may decide on a run. */
export type MayDecide =
  | { readonly kind: 'yes'; readonly role: string }
  /** Nobody approves what they asked for themselves. */
  | { readonly kind: 'no'; readonly why: 'foreign-team' | 'own-request' | 'read-only' }
  | { readonly kind: 'no'; readonly why: 'not-in-role'; readonly roles: readonly RoleStanding[] }
  /** Slack didn't tell who is in these groups. */
  | { readonly kind: 'no'; readonly why: 'memberships-unknown'; readonly groups: readonly string[] };

/** What is asked of whoever decides. */
export interface Asked {
  readonly verdict: Verdict;
  readonly requirement: Requirement;
  readonly requester: Actor;
}

/**
 * Whether somebody may approve, reject or break the glass, as far as their standing is known. Who may approve may reject,
 * and so may who asked: taking back one's own request is no consent. The glass may be broken by who asked.
 */
export function mayDecide(policy: AccessPolicy, standing: Standing, asked: Asked): MayDecide {
  const { verdict, requirement, requester } = asked;
  const { actor } = standing;
  if (actor.team !== policy.team) return { kind: 'no', why: 'foreign-team' };
  if (policy.mode === 'read-only') return { kind: 'no', why: 'read-only' };
  const isOwn = isRequester(policy, requester, actor);
  if (isOwn && verdict === 'approve') return { kind: 'no', why: 'own-request' };
  if (isOwn && verdict === 'reject') return { kind: 'yes', role: 'requester' };
  const wanted = verdict === 'break-glass' ? [BREAK_GLASS] : requirement.from;
  const concerned = standing.roles.filter(({ role }) => wanted.includes(role.name));
  const held = concerned.find(({ kind }) => kind === 'held');
  if (held) return { kind: 'yes', role: held.role.name };
  const groups = concerned.flatMap(({ kind, unread }) => (kind === 'unknown' ? unread : []));
  return groups.length > 0
    ? { kind: 'no', why: 'memberships-unknown', groups: [...new Set(groups)] }
    : { kind: 'no', why: 'not-in-role', roles: concerned };
}
