import { requirementFor } from '../approval/approval-rule.ts';
import type { Verdict } from '../approval/decision.ts';
import { mayDecide } from '../approval/may-decide.ts';
import type { OperationSpec } from '../operation/operation.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { Run } from '../run/run.ts';
import type { Catalog } from '../target/catalog.ts';
import { type Decision, mayDo, mayDoAnything } from './may-do.ts';
import type { Permission } from './permission.ts';
import { placeOf } from './place.ts';
import type { Standing } from './standing.ts';

/** Whose Home it is: what differs from one reader to the next. */
export interface HomeReader {
  /** Whether they may change anything anywhere. */
  readonly may: Decision;
  /** Those that they may start somewhere. */
  readonly operations: readonly Pick<OperationSpec, 'name' | 'summary' | 'example'>[];
  /** Whether they may do that to a run, where it is. */
  readonly mayTo: (run: Run, permission: Permission) => boolean;
  /** Whether they may decide so on a run that waits for consent. */
  readonly mayDecide: (run: Run, verdict: Verdict) => boolean;
}

/** What the Home needs to know of somebody. */
export const homeReader = (
  policy: AccessPolicy,
  standing: Standing,
  catalog: Catalog,
  operations: readonly Pick<OperationSpec, 'name' | 'summary' | 'example' | 'permission'>[],
): HomeReader => ({
  may: mayDoAnything(policy, standing),
  operations: operations.filter(
    ({ permission }) => mayDo(policy, standing, { permission, place: 'somewhere' }).kind === 'yes',
  ),
  mayTo: ({ request }, permission) =>
    mayDo(policy, standing, { permission, place: placeOf(catalog, request.target) }).kind === 'yes',
  mayDecide({ request, question }, verdict) {
    const approval = question?.approval;
    if (!approval) return false;
    const { change } = approval.decided;
    const requirement = requirementFor(policy.approvals, change, placeOf(catalog, request.target));
    if (!requirement) return false;
    const asked = { verdict, requirement, requester: request.actor };
    return mayDecide(policy, standing, asked).kind === 'yes';
  },
});
