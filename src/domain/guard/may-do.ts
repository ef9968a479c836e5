import type { AccessPolicy } from '../people/access.ts';
import type { Permission } from './permission.ts';
import type { Place } from './place.ts';
import { allows, coversPlace, type Rule } from './policy.ts';
import type { RoleStanding, Standing } from './standing.ts';

/** What somebody wants to do, and where. `somewhere`: it isn't said yet where. */
export interface Wish {
  readonly permission: Permission;
  readonly place: Place | 'somewhere';
}

/** The policy's answer. `no` is a decision, never a fault. */
export type Decision =
  | { readonly kind: 'yes'; readonly role: string }
  | { readonly kind: 'no'; readonly why: 'foreign-team' | 'read-only' }
  /** A role would grant it that hangs on these groups, and Slack didn't tell who is in them. */
  | {
      readonly kind: 'no';
      readonly why: 'memberships-unknown';
      readonly wish: Wish | 'anything';
      readonly groups: readonly string[];
    }
  /** These roles may do it, and the person has none of them. */
  | {
      readonly kind: 'no';
      readonly why: 'not-in-role';
      readonly wish: Wish | 'anything';
      readonly roles: readonly RoleStanding[];
    }
  /** Nobody may. */
  | { readonly kind: 'no'; readonly why: 'no-rule'; readonly wish: Wish | 'anything' };

/** The policy's no. */
export type Denial = Extract<Decision, { readonly kind: 'no' }>;

/** Whether somebody may do something there. What no rule grants to a role that they certainly have is refused. */
export const mayDo = (policy: AccessPolicy, standing: Standing, wish: Wish): Decision =>
  decide(policy, standing, wish, (rule) => {
    if (!allows(rule, wish.permission)) return false;
    return wish.place === 'somewhere' || coversPlace(rule.where, wish.place);
  });

/** Whether somebody may change anything anywhere. */
export const mayDoAnything = (policy: AccessPolicy, standing: Standing): Decision =>
  decide(policy, standing, 'anything', ({ may }) => may === 'everything' || may.length > 0);

function decide(
  policy: AccessPolicy,
  { actor, roles }: Standing,
  wish: Wish | 'anything',
  grants: (rule: Rule) => boolean,
): Decision {
  if (actor.team !== policy.team) return { kind: 'no', why: 'foreign-team' };
  if (policy.mode === 'read-only') return { kind: 'no', why: 'read-only' };
  const granting = new Set(policy.rules.filter(grants).map(({ role }) => role));
  const concerned = roles.filter(({ role }) => granting.has(role.name));
  const held = concerned.find(({ kind }) => kind === 'held');
  if (held) return { kind: 'yes', role: held.role.name };
  if (concerned.length === 0) return { kind: 'no', why: 'no-rule', wish };
  const groups = concerned.flatMap(({ kind, unread }) => (kind === 'unknown' ? unread : []));
  return groups.length > 0
    ? { kind: 'no', why: 'memberships-unknown', wish, groups: [...new Set(groups)] }
    : { kind: 'no', why: 'not-in-role', wish, roles: concerned };
}
