import { Change } from '../domain/approval/change.ts';
import { APPROVER } from './access.ts';
import { listedTwice } from './duplicates.ts';
import { type PlacedFault, suggestion } from './file-faults.ts';
import type { Outline } from './outline.ts';
import { missingName, placeFaults } from './rule-faults.ts';

/** Approvals of changes that there aren't, by roles that there aren't, or where there is no such place. */
export function approvalFaults(outline: Outline): PlacedFault[] {
  const { approvals, roles } = outline;
  const known = Object.keys(roles);
  return approvals.flatMap((approval, at) => {
    const path = (...more: readonly PropertyKey[]) => ['approvals', at, ...more];
    return [
      ...approval.for.flatMap((name, i) => missingName('change', name, Change.options, path('for', i))),
      ...approval.from.flatMap((name, i) => missingName('role', name, known, path('from', i))),
      ...(approval.from.length === 0 && !known.includes(APPROVER)
        ? [
            {
              path: path(),
              message: `is for the role ${APPROVER}, which there isn't: write it under roles, or name another with from: ${suggestion(APPROVER, known)}`,
            },
          ]
        : []),
      ...listedTwice(approval.for, path('for')),
      ...placeFaults(outline, approval.in, path('in')),
      ...listedTwice(approval.from, path('from')),
    ];
  });
}
