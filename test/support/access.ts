import { mayStartGrant } from '../../src/domain/guard/policy.ts';
import type { AccessPolicy } from '../../src/domain/people/access.ts';
import type { Memberships } from '../../src/domain/ports/memberships.ts';

/** A policy that lets these people do everything, and nobody else anything. */
export const letting = (
  users: readonly string[],
  { team, mode = 'operate' }: Pick<AccessPolicy, 'team'> & Partial<Pick<AccessPolicy, 'mode'>>,
): AccessPolicy => ({ team, mode, ...mayStartGrant(users), approvals: [], reviews: [], people: [] });

/** A Slack that has no user groups. */
export const noGroups: Memberships = { of: async () => () => 'out', forget: () => undefined };
