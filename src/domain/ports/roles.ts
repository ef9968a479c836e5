import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';

/** Whose roles: those of an account. Its partition follows from the region. */
export type RolePlace = Pick<ResolvedService, 'account' | 'role' | 'region'>;

/** Reads of IAM's roles. Nothing throws. */
export interface Roles {
  /** Whether there is a role of this ARN, path included, or of this name. */
  look(place: RolePlace, role: string): Promise<Result<'there' | 'absent', Fault>>;
}
