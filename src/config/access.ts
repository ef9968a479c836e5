import type { ApprovalRule } from '../domain/approval/approval-rule.ts';
import { Change } from '../domain/approval/change.ts';
import { Permission } from '../domain/guard/permission.ts';
import { mayStartGrant, type Rule, STRONG_ROLES, type Where } from '../domain/guard/policy.ts';
import type { AccessPolicy } from '../domain/people/access.ts';
import { Reviewable, type ReviewRule } from '../domain/review/review-rule.ts';
import { ResolvedService } from '../domain/target/service.ts';
import type { FileShape } from './file-shape.ts';
import { modeOf } from './mode.ts';

type WrittenApproval = NonNullable<FileShape['approvals']>[number];
type WrittenReview = NonNullable<FileShape['reviews']>[number];
type WrittenRule = NonNullable<FileShape['rules']>[number];

/** What an environment is called. */
export const Environment = ResolvedService.shape.environment;

/** Who may do what, as the file says: `access: may-start` is a role with one rule. Of a file without faults. */
export function accessOf(file: FileShape): AccessPolicy {
  const everything = mayStartGrant(file.access?.['may-start'] ?? []);
  const roles = Object.entries(file.roles ?? {}).map(([name, { groups, users }]) => ({
    name,
    takes: isStrong(name, file.approvals ?? []) ? ('both' as const) : ('either' as const),
    groups: groups ?? [],
    users: users ?? [],
  }));
  return {
    team: file.slack.team,
    mode: modeOf(file),
    roles: [...everything.roles, ...roles],
    rules: [...everything.rules, ...(file.rules ?? []).map(ruleOf)],
    approvals: (file.approvals ?? []).map(approvalOf),
    reviews: (file.reviews ?? []).map(reviewOf),
    people: file.people ?? [],
  };
}

/** Whether a role takes both, a group and a line: the strong ones by name, and whoever approves. */
export const isStrong = (
  name: string,
  approvals: readonly { readonly from?: readonly (string | undefined)[] | undefined }[],
): boolean => STRONG_ROLES.includes(name) || approvals.some(({ from }) => from?.includes(name));

const ruleOf = ({ role, may, in: where }: WrittenRule): Rule => ({
  role,
  may: may === 'all' ? 'everything' : may.map((one) => Permission.parse(one)),
  where: whereOf(where),
});

/** Who approves where the file doesn't say it. */
export const APPROVER = 'approver';

const reviewOf = ({ for: what, in: where }: WrittenReview): ReviewRule => ({
  changes: what === 'all' ? 'all' : what.map((one) => Reviewable.parse(one)),
  where: whereOf(where),
});

const approvalOf = ({ for: changes, in: where, from, people, at }: WrittenApproval): ApprovalRule => ({
  changes: changes === 'all' ? 'all' : changes.map((one) => Change.parse(one)),
  where: whereOf(where),
  at: at ?? 'start',
  from: from ?? [APPROVER],
  people: people ?? 1,
});

/** Where `in` is: everywhere, or in environments and stacks. */
export function whereOf(where: WrittenRule['in']): Where {
  if (where === 'all') return { kind: 'everywhere' };
  const environments = where.flatMap((name) => Environment.safeParse(name).data ?? []);
  const stacks = where.filter((name) => !Environment.safeParse(name).success);
  return { kind: 'places', environments, stacks };
}
