import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';

/** Whose log groups: those of an account and region, with the role to assume. */
export type LogGroupPlace = Pick<ResolvedService, 'account' | 'role' | 'region'>;

/** Reads of CloudWatch's log groups. Nothing throws. */
export interface LogGroups {
  /** Whether there is a group of exactly this name. */
  look(place: LogGroupPlace, group: string): Promise<Result<'there' | 'absent', Fault>>;
}
