import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Decision, mayDo, mayDoAnything } from '../../../../src/domain/guard/may-do.ts';
import { mayStartGrant } from '../../../../src/domain/guard/policy.ts';
import { heldRoles, type MembershipOf, standingOf } from '../../../../src/domain/guard/standing.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import { StackName } from '../../../../src/domain/target/service.ts';
import { aGroup, anActor, aPolicy, aRule, asked, aWish, someMemberships } from './policies.ts';

const person = (user: string, team = 'T0') => ({ kind: 'slack', team, user }) as const;
const inOnly =
  (...groups: readonly string[]): MembershipOf =>
  (group) =>
    groups.includes(group) ? 'in' : 'out';

const listed = mayStartGrant(['U0ALL']);
const policy: AccessPolicy = {
  team: 'T0',
  mode: 'operate',
  roles: [
    ...listed.roles,
    { name: 'crew', takes: 'either', groups: ['S0CREW'], users: ['U0CREW'] },
    { name: 'destroyer', takes: 'both', groups: ['S0OWNERS'], users: ['U0OWNER'] },
  ],
  rules: [
    ...listed.rules,
    {
      role: 'crew',
      may: ['restart', 'freeze'],
      where: { kind: 'places', environments: ['staging'], stacks: ['prod-west'] },
    },
    { role: 'destroyer', may: ['scale'], where: { kind: 'everywhere' } },
  ],
  approvals: [],
  reviews: [],
  people: [],
};
const stack = (name: string, environment: 'production' | 'staging') =>
  ({ kind: 'stack', stack: StackName.parse(name), environment }) as const;
const untold: MembershipOf = () => 'unknown';
const STAGE = stack('stage', 'staging');
const EAST = stack('prod-east', 'production');
const WEST = stack('prod-west', 'production');

/** What the policy says of somebody, in few words. */
const say = (
  actor: ReturnType<typeof person>,
  membershipOf: MembershipOf,
  wish: Parameters<typeof mayDo>[2],
  of: AccessPolicy = policy,
): string => {
  const decision: Decision = mayDo(of, standingOf(of, actor, membershipOf), wish);
  return decision.kind === 'yes' ? `as ${decision.role}` : decision.why;
};

describe('what somebody may do', () => {
  const restart = (place: typeof STAGE | typeof EAST) => ({ permission: 'restart', place }) as const;

  test.each([
    ['who is in the group, in the environment', person('U1'), inOnly('S0CREW'), restart(STAGE), 'as crew'],
    ['who is listed, in no group', person('U0CREW'), inOnly(), restart(STAGE), 'as crew'],
    ['in a stack that the rule names', person('U1'), inOnly('S0CREW'), restart(WEST), 'as crew'],
    ['not in another environment', person('U1'), inOnly('S0CREW'), restart(EAST), 'not-in-role'],
    ['who is in neither', person('U1'), inOnly(), restart(STAGE), 'not-in-role'],
    [
      'the same id of another workspace',
      person('U0CREW', 'T1'),
      inOnly('S0CREW'),
      restart(STAGE),
      'foreign-team',
    ],
    ['while Slack doesn’t tell', person('U1'), untold, restart(STAGE), 'memberships-unknown'],
    ['who is listed, while Slack doesn’t tell', person('U0CREW'), untold, restart(STAGE), 'as crew'],
    ['who may do everything', person('U0ALL'), inOnly(), restart(EAST), 'as may-start'],
  ] as const)('%s', (_, actor, membershipOf, wish, said) => {
    expect(say(actor, membershipOf, wish)).toBe(said);
  });

  test('a strong role takes the group and the line, and neither alone', () => {
    const wish = { permission: 'scale', place: EAST } as const;
    const alone: AccessPolicy = { ...policy, roles: policy.roles.slice(1), rules: policy.rules.slice(1) };
    expect(say(person('U0OWNER'), inOnly('S0OWNERS'), wish, alone)).toBe('as destroyer');
    expect(say(person('U0OWNER'), inOnly(), wish, alone)).toBe('not-in-role');
    expect(say(person('U1'), inOnly('S0OWNERS'), wish, alone)).toBe('not-in-role');
    expect(say(person('U0OWNER'), untold, wish, alone)).toBe('memberships-unknown');
    // Whatever Slack would say, who isn't listed gets none.
    expect(say(person('U1'), untold, wish, alone)).toBe('not-in-role');
  });

  test('a freeze of everything, and what the configuration doesn’t know, take a rule for everywhere', () => {
    const crew = (place: Parameters<typeof mayDo>[2]['place']) =>
      say(person('U0CREW'), inOnly(), { permission: 'freeze', place });
    expect(crew({ kind: 'environment', environment: 'staging' })).toBe('as crew');
    expect(crew({ kind: 'environment', environment: 'production' })).toBe('not-in-role');
    expect(crew({ kind: 'all' })).toBe('not-in-role');
    expect(crew({ kind: 'elsewhere' })).toBe('not-in-role');
    expect(say(person('U0ALL'), inOnly(), { permission: 'freeze', place: { kind: 'all' } })).toBe(
      'as may-start',
    );
  });

  test('read-only mode stops everybody, and another workspace learns nothing of it', () => {
    const stopped: AccessPolicy = { ...policy, mode: 'read-only' };
    expect(say(person('U0ALL'), inOnly(), restart(STAGE), stopped)).toBe('read-only');
    expect(say(person('U0ALL', 'T1'), inOnly(), restart(STAGE), stopped)).toBe('foreign-team');
  });

  test('what no rule grants is nobody’s', () => {
    const none: AccessPolicy = { ...policy, rules: [] };
    expect(say(person('U0ALL'), inOnly(), restart(STAGE), none)).toBe('no-rule');
  });
});

describe('whatever the policy is', () => {
  const decide = (
    of: AccessPolicy,
    actor: ReturnType<typeof person>,
    membershipOf: MembershipOf,
    wish: Parameters<typeof mayDo>[2],
  ) => mayDo(of, standingOf(of, actor, membershipOf), wish).kind;

  it('nothing is allowed that no rule of a role that the person has grants there', () => {
    fc.assert(
      fc.property(aPolicy, anActor, someMemberships, aWish, (of, actor, said, wish) => {
        const standing = standingOf(of, actor, asked(said));
        const decision = mayDo(of, standing, wish);
        if (decision.kind === 'no') return;
        expect(of.mode).toBe('operate');
        expect(actor.team).toBe(of.team);
        expect(heldRoles(standing).map(({ role }) => role.name)).toContain(decision.role);
        const granting = of.rules.filter(({ role, may, where }) => {
          const isThere =
            where.kind === 'everywhere' ||
            ('environment' in wish.place && where.environments.includes(wish.place.environment)) ||
            ('stack' in wish.place && where.stacks.includes(wish.place.stack));
          return role === decision.role && (may === 'everything' || may.includes(wish.permission)) && isThere;
        });
        expect(granting).not.toEqual([]);
        expect(mayDoAnything(of, standing).kind).toBe('yes');
      }),
    );
  });

  it('who comes into a group loses nothing, nor who is listed', () => {
    fc.assert(
      fc.property(aPolicy, anActor, someMemberships, aGroup, aWish, (of, actor, said, group, wish) => {
        if (decide(of, actor, asked(said), wish) === 'no') return;
        expect(decide(of, actor, asked(new Map([...said, [group, 'in' as const]])), wish)).toBe('yes');
        const roles = of.roles.map((role) => ({ ...role, users: [...role.users, actor.user] }));
        expect(decide({ ...of, roles }, actor, asked(said), wish)).toBe('yes');
      }),
    );
  });

  it('a further rule takes nothing away, so taking one out gives nobody anything', () => {
    fc.assert(
      fc.property(aPolicy, aRule, anActor, someMemberships, aWish, (of, rule, actor, said, wish) => {
        if (decide(of, actor, asked(said), wish) === 'no') return;
        expect(decide({ ...of, rules: [...of.rules, rule] }, actor, asked(said), wish)).toBe('yes');
      }),
    );
  });

  it('what Slack doesn’t tell counts as not being in: only what the list alone grants stays', () => {
    fc.assert(
      fc.property(aPolicy, anActor, someMemberships, aWish, (of, actor, said, wish) => {
        const closed = new Map(
          [...said].map(([group, one]) => [group, one === 'unknown' ? 'out' : one] as const),
        );
        expect(decide(of, actor, asked(said), wish)).toBe(decide(of, actor, asked(closed), wish));
        if (decide(of, actor, () => 'unknown', wish) === 'no') return;
        expect(
          decide(
            { ...of, roles: of.roles.map((role) => ({ ...role, groups: [] })) },
            actor,
            asked(said),
            wish,
          ),
        ).toBe('yes');
      }),
    );
  });
});
