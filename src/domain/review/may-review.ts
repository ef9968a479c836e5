import { requirementFor } from '../approval/approval-rule.ts';
import { isRequester } from '../approval/same-person.ts';
import type { Place } from '../guard/place.ts';
import type { RoleStanding, Standing } from '../guard/standing.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { Review } from './review.ts';

/** Whether somebody may close a review. */
export type MayReview =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly why: 'foreign-team' | 'own-change' }
  | { readonly kind: 'no'; readonly why: 'memberships-unknown'; readonly groups: readonly string[] }
  | { readonly kind: 'no'; readonly why: 'not-in-role'; readonly roles: readonly RoleStanding[] };

/**
 * Whether somebody may close the review of what was done without an approval: whoever could have approved it, and had no
 * part in it.
 */
export function mayReview(
  policy: AccessPolicy,
  standing: Standing,
  review: Pick<Review, 'by' | 'requester' | 'change'>,
  place: Place,
): MayReview {
  const { actor, roles } = standing;
  if (actor.team !== policy.team) return { kind: 'no', why: 'foreign-team' };
  if (isRequester(policy, review.by, actor) || isRequester(policy, review.requester, actor))
    return { kind: 'no', why: 'own-change' };
  const from = requirementFor(policy.approvals, review.change, place)?.from ?? [];
  const concerned = roles.filter(({ role }) => from.includes(role.name));
  if (concerned.some(({ kind }) => kind === 'held')) return { kind: 'yes' };
  const groups = concerned.flatMap(({ kind, unread }) => (kind === 'unknown' ? unread : []));
  return groups.length > 0
    ? { kind: 'no', why: 'memberships-unknown', groups: [...new Set(groups)] }
    : { kind: 'no', why: 'not-in-role', roles: concerned };
}
