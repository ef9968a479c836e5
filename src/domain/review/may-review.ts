import { requirementFor } from '../approval/approval-rule.ts';
import { isRequester } from '../approval/same-person.ts';
import { mayDo } from '../guard/may-do.ts';
import { Permission } from '../guard/permission.ts';
import type { Place } from '../guard/place.ts';
import type { RoleStanding, Standing } from '../guard/standing.ts';
import type { AccessPolicy } from '../people/access.ts';
import { actOf, isOfAlarm, partIn, type Review } from './review.ts';

/** Whether somebody may close a review. */
export type MayReview =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly why: 'foreign-team' | 'own-change' }
  | { readonly kind: 'no'; readonly why: 'memberships-unknown'; readonly groups: readonly string[] }
  | { readonly kind: 'no'; readonly why: 'not-in-role'; readonly roles: readonly RoleStanding[] };

/**
 * Whether somebody may close the review of what was done without an approval: whoever could have approved it, and had no
 * part in it. What takes nobody's approval there, as what is done about alarms, is reviewed by whoever may do it there
 * themselves.
 */
export function mayReview(policy: AccessPolicy, standing: Standing, review: Review, place: Place): MayReview {
  const { actor, roles } = standing;
  if (actor.team !== policy.team) return { kind: 'no', why: 'foreign-team' };
  if (partIn(review).some((one) => isRequester(policy, one, actor))) return { kind: 'no', why: 'own-change' };
  const from = isOfAlarm(review) ? undefined : requirementFor(policy.approvals, review.change, place)?.from;
  if (!from) return mayDoIt(policy, standing, review, place);
  const concerned = roles.filter(({ role }) => from.includes(role.name));
  if (concerned.some(({ kind }) => kind === 'held')) return { kind: 'yes' };
  const groups = concerned.flatMap(({ kind, unread }) => (kind === 'unknown' ? unread : []));
  return groups.length > 0
    ? { kind: 'no', why: 'memberships-unknown', groups: [...new Set(groups)] }
    : { kind: 'no', why: 'not-in-role', roles: concerned };
}

/** To look at what was done changes nothing: it can be done while nothing else may. */
function mayDoIt(policy: AccessPolicy, standing: Standing, review: Review, place: Place): MayReview {
  const permission = permissionFor(review);
  if (permission === undefined) return { kind: 'no', why: 'not-in-role', roles: [] };
  const may = mayDo({ ...policy, mode: 'operate' }, standing, { permission, place });
  if (may.kind === 'yes') return { kind: 'yes' };
  switch (may.why) {
    case 'foreign-team':
      return { kind: 'no', why: 'foreign-team' };
    case 'memberships-unknown':
      return { kind: 'no', why: 'memberships-unknown', groups: may.groups };
    case 'not-in-role':
      return { kind: 'no', why: 'not-in-role', roles: may.roles };
    case 'no-rule':
    case 'read-only':
      return { kind: 'no', why: 'not-in-role', roles: [] };
  }
}

/** What somebody must be allowed to do who does the like; undefined: nobody may, since no rule knows it. */
const permissionFor = (review: Review): Permission | undefined =>
  isOfAlarm(review) ? actOf(review) : Permission.safeParse(review.operation).data;
