import type { ApprovalRule } from '../../../src/domain/approval/approval-rule.ts';
import { type Denial, mayDo, type Wish } from '../../../src/domain/guard/may-do.ts';
import { mayStartGrant, type Role, type Rule } from '../../../src/domain/guard/policy.ts';
import { type MembershipOf, standingOf } from '../../../src/domain/guard/standing.ts';
import { whoIs } from '../../../src/domain/guard/who-is.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { StackName } from '../../../src/domain/target/service.ts';
import { whoAmIMessage } from '../../../src/views/reply/who-am-i.ts';
import { type Entry, type State, state } from '../entry.ts';
import { registry } from './values.ts';

const TEAM = 'T0WHEEL01';
const listed = mayStartGrant(['U0OPERATOR']);

const roles: readonly Role[] = [
  ...listed.roles,
  { name: 'staging-crew', takes: 'either', groups: ['S0STAGING'], users: [] },
  { name: 'on-call', takes: 'either', groups: ['S0ONCALL'], users: ['U0DEPUTY'] },
  { name: 'destroyer', takes: 'both', groups: ['S0OWNERS'], users: ['U0DEPUTY'] },
];
const rules: readonly Rule[] = [
  ...listed.rules,
  {
    role: 'staging-crew',
    may: ['deploy', 'restart', 'cancel'],
    where: { kind: 'places', environments: ['staging'], stacks: [] },
  },
  {
    role: 'on-call',
    may: ['restart', 'rollback', 'cancel', 'resume', 'retry'],
    where: { kind: 'places', environments: ['production', 'staging'], stacks: [] },
  },
  {
    role: 'destroyer',
    may: ['lock', 'unlock'],
    where: { kind: 'places', environments: [], stacks: ['prod-us-east-1'] },
  },
];
const policy: AccessPolicy = {
  team: TEAM,
  mode: 'operate',
  roles,
  rules,
  approvals: [],
  reviews: [],
  people: [],
};
const approvals: readonly ApprovalRule[] = [
  {
    changes: ['deploy', 'scale-in'],
    where: { kind: 'places', environments: ['production'], stacks: [] },
    from: ['on-call', 'destroyer'],
    people: 1,
    at: 'start',
  },
  {
    changes: 'all',
    where: { kind: 'places', environments: [], stacks: ['prod-us-east-1'] },
    from: ['destroyer'],
    people: 2,
    at: 'hook',
  },
];
/** The same without those who may do everything. */
const ruled: AccessPolicy = {
  ...policy,
  roles: roles.filter(({ name }) => name !== 'may-start'),
  rules: rules.filter(({ role }) => role !== 'may-start'),
};

const person = (user: string) => ({ kind: 'slack', team: TEAM, user }) as const;
const inOnly =
  (...groups: readonly string[]): MembershipOf =>
  (group) =>
    groups.includes(group) ? 'in' : 'out';

const production = {
  kind: 'stack',
  stack: StackName.parse('prod-us-east-1'),
  environment: 'production',
} as const;

function denied(of: AccessPolicy, wish: Wish, membershipOf: MembershipOf = inOnly()): Denial {
  const decision = mayDo(of, standingOf(of, person('U0NEWUSER'), membershipOf), wish);
  if (decision.kind === 'yes') throw new Error('the sample is allowed');
  return decision;
}

/** One refusal of each kind, as the policy of these samples gives it. */
export const denials = {
  role: denied(policy, { permission: 'restart', place: production }),
  strong: denied(ruled, { permission: 'lock', place: production }),
  somewhere: denied(ruled, { permission: 'deploy', place: 'somewhere' }),
  rule: denied(ruled, { permission: 'freeze', place: { kind: 'all' } }),
  unknown: denied(ruled, { permission: 'restart', place: production }, () => 'unknown'),
  readOnly: { kind: 'no', why: 'read-only' },
  foreign: { kind: 'no', why: 'foreign-team' },
} as const satisfies Readonly<Record<string, Denial>>;

const who = (of: AccessPolicy, user: string, membershipOf: MembershipOf = inOnly()) =>
  whoAmIMessage(
    whoIs(of, standingOf(of, person(user), membershipOf), { services: [registry], channelStacks: new Map() }),
  );

const states: State[] = [
  state('one of those who may do everything', who(policy, 'U0OPERATOR')),
  state('somebody in a group', who(ruled, 'U0NEWUSER', inOnly('S0STAGING'))),
  state('somebody who has half of what a strong role takes', who(ruled, 'U0DEPUTY')),
  state('some changes take an approval', who({ ...ruled, approvals }, 'U0DEPUTY')),
  state(
    'some changes take an approval, and Slack doesn’t say who is in the groups',
    who({ ...ruled, approvals }, 'U0DEPUTY', () => 'unknown'),
  ),
  state('somebody without a role', who(ruled, 'U0NEWUSER')),
  state(
    'Slack doesn’t say who is in the groups',
    who(ruled, 'U0DEPUTY', () => 'unknown'),
  ),
  state('the bot changes nothing', who({ ...policy, mode: 'read-only' }, 'U0OPERATOR')),
];

/** What somebody is told of themselves. */
export const guardEntries: readonly Entry[] = [
  { title: 'Who am I', view: whoAmIMessage, seenBy: 'person', states },
];
