import fc from 'fast-check';
import { Permission } from '../../../../src/domain/guard/permission.ts';
import type { Place } from '../../../../src/domain/guard/place.ts';
import type { Role, Rule, Where } from '../../../../src/domain/guard/policy.ts';
import type { Membership, MembershipOf } from '../../../../src/domain/guard/standing.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import { StackName } from '../../../../src/domain/target/service.ts';

const TEAM = 'T0';
const GROUPS = ['S0ONE', 'S0TWO', 'S0THREE'] as const;
const USERS = ['U0ONE', 'U0TWO', 'U0THREE'] as const;
const ROLES = ['crew', 'on-call', 'approver'] as const;
const ENVIRONMENTS = ['production', 'staging', 'development'] as const;
const STACKS = [
  { stack: StackName.parse('prod-east'), environment: 'production' },
  { stack: StackName.parse('prod-west'), environment: 'production' },
  { stack: StackName.parse('stage'), environment: 'staging' },
] as const;

const role = (name: string): fc.Arbitrary<Role> =>
  fc.record({
    name: fc.constant(name),
    takes: fc.constantFrom('either' as const, 'both' as const),
    groups: fc.subarray([...GROUPS]),
    users: fc.subarray([...USERS]),
  });

const where: fc.Arbitrary<Where> = fc.oneof(
  fc.constant({ kind: 'everywhere' } as const),
  fc.record({
    kind: fc.constant('places' as const),
    environments: fc.subarray([...ENVIRONMENTS]),
    stacks: fc.subarray(STACKS.map(({ stack }) => stack)),
  }),
);

/** Any rule of the roles there are. */
export const aRule: fc.Arbitrary<Rule> = fc.record({
  role: fc.constantFrom(...ROLES),
  may: fc.oneof(fc.constant('everything' as const), fc.subarray([...Permission.options])),
  where,
});

/** Any policy of these roles, in either mode. */
export const aPolicy: fc.Arbitrary<AccessPolicy> = fc.record({
  team: fc.constant(TEAM),
  mode: fc.constantFrom('operate' as const, 'operate' as const, 'read-only' as const),
  roles: fc.tuple(...ROLES.map(role)),
  rules: fc.array(aRule, { maxLength: 5 }),
  approvals: fc.constant([]),
  reviews: fc.constant([]),
  people: fc.constant([]),
});

/** Anybody, of the workspace or of another. */
export const anActor = fc.record({
  kind: fc.constant('slack' as const),
  team: fc.constantFrom(TEAM, TEAM, TEAM, 'T1'),
  user: fc.constantFrom(...USERS, 'U0OTHER'),
});

/** Whatever Slack may say of somebody's groups, by group. */
export const someMemberships: fc.Arbitrary<ReadonlyMap<string, Membership>> = fc
  .tuple(...GROUPS.map(() => fc.constantFrom<Membership>('in', 'out', 'unknown')))
  .map((said) => new Map(GROUPS.map((group, i) => [group, said[i] ?? 'unknown'])));

/** What a map of memberships says. */
export const asked =
  (said: ReadonlyMap<string, Membership>): MembershipOf =>
  (group) =>
    said.get(group) ?? 'unknown';

/** Any group that there is. */
export const aGroup = fc.constantFrom(...GROUPS);

/** Any wish that somebody may have. */
export const aWish = fc.record({
  permission: fc.constantFrom(...Permission.options),
  place: fc.oneof(
    fc.constantFrom<Place>({ kind: 'all' }, { kind: 'elsewhere' }),
    fc.constantFrom(...ENVIRONMENTS).map((environment): Place => ({ kind: 'environment', environment })),
    fc.constantFrom(...STACKS).map((stack): Place => ({ kind: 'stack', ...stack })),
  ),
});
