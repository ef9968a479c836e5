import { Change } from '../domain/approval/change.ts';
import { Reviewable } from '../domain/review/review-rule.ts';
import { APPROVER } from './access.ts';
import { listedTwice } from './duplicates.ts';
import { type PlacedFault, suggestion } from './file-faults.ts';
import type { Outline } from './outline.ts';
import { missingName, placeFaults } from './rule-faults.ts';

/** Approvals and reviews of changes that there aren't, by roles that there aren't, or where there is no such place. */
export function approvalFaults(outline: Outline): PlacedFault[] {
  const { approvals, reviews, roles } = outline;
  const known = Object.keys(roles);
  const ofApprovals = approvals.flatMap((approval, at) => {
    const path = (...more: readonly PropertyKey[]) => ['approvals', at, ...more];
    return [
      ...changeFaults(outline, approval, Change.options, path()),
      ...approval.from.flatMap((name, i) => missingName('role', name, known, path('from', i))),
      ...(approval.from.length === 0 && !known.includes(APPROVER)
        ? [
            {
              path: path(),
              message: `is for the role ${APPROVER}, which there isn't: write it under roles, or name another with from: ${suggestion(APPROVER, known)}`,
            },
          ]
        : []),
      ...listedTwice(approval.from, path('from')),
      ...(approval.at === 'hook' ? noDeployment(approval.for, path('for')) : []),
    ];
  });
  const ofReviews = reviews.flatMap((review, at) =>
    changeFaults(outline, review, Reviewable.options, ['reviews', at]),
  );
  return [...ofApprovals, ...ofReviews];
}

/** Changes of which ECS makes no deployment: a hook never holds them. */
const NO_DEPLOYMENT: readonly string[] = [
  'scale-out',
  'scale-in',
  'scale-beyond',
  'unfreeze',
] satisfies Change[];

const noDeployment = (
  changes: readonly (string | undefined)[],
  path: readonly PropertyKey[],
): PlacedFault[] =>
  changes.flatMap((name, i) =>
    name !== undefined && NO_DEPLOYMENT.includes(name)
      ? [
          {
            path: [...path, i],
            message: `is never held at a hook, since ECS makes no deployment of ${name}: give it a rule without at: hook`,
          },
        ]
      : [],
  );

/** Changes that there aren't, places that there aren't, and both twice. */
const changeFaults = (
  outline: Outline,
  { for: changes, in: where }: Outline['reviews'][number],
  known: readonly string[],
  path: readonly PropertyKey[],
): PlacedFault[] => [
  ...changes.flatMap((name, i) => missingName('change', name, known, [...path, 'for', i])),
  ...listedTwice(changes, [...path, 'for']),
  ...placeFaults(outline, where, [...path, 'in']),
];
