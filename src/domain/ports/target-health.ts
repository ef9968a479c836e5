import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';
import type { TargetGroup } from '../tasks/target-group.ts';

/** Whose load balancers: those of an account and region, with the role to assume. */
export type TargetPlace = Pick<ResolvedService, 'account' | 'role' | 'region'>;

/** Reads of what load balancers think of tasks. Nothing throws. */
export interface TargetHealth {
  /**
   * The targets of a group with their health, and what is asked of them (DescribeTargetHealth, DescribeTargetGroups).
   * A group that isn't there is no fault: it is `gone`. Where only the check can't be read it is left out.
   */
  ofGroup(place: TargetPlace, arn: string): Promise<Result<TargetGroup, Fault>>;
}
