import type { SandboxChannel, SandboxUser, SandboxUserGroup } from '../slack/options.ts';

const OPERATOR = 'U0OPERATOR';
const NEWCOMER = 'U0NEWUSER';
const STAGING = 'U0STAGING';
const APPROVER = 'U0APPROVER';
const GUEST = 'U0GUEST';
const PARTNER = 'U0PARTNER';
const PARTNER_TEAM = 'T0PARTNER';

/** The people of the demo's workspace; the operator's id is that of the example configuration. */
export const PEOPLE: readonly SandboxUser[] = [
  { id: OPERATOR, name: 'operator' },
  { id: NEWCOMER, name: 'new-user' },
  { id: STAGING, name: 'staging-dev' },
  { id: APPROVER, name: 'approver' },
  { id: GUEST, name: 'guest', kind: 'guest' },
  { id: PARTNER, name: 'partner', team: PARTNER_TEAM },
];

/** Its user groups: those of the example configuration's roles. */
export const GROUPS: readonly SandboxUserGroup[] = [
  { id: 'S0APPROVERS', handle: 'approvers', name: 'Approvers', users: [APPROVER, OPERATOR] },
  { id: 'S0STAGING', handle: 'staging-crew', name: 'Staging crew', users: [STAGING] },
];

/** Its channels: those of the example configuration, one that the bot isn't in, one that outsiders share. */
export const CHANNELS: readonly SandboxChannel[] = [
  {
    id: 'C0OPSPROD',
    name: 'ops-prod',
    botIsMember: true,
    members: [OPERATOR, NEWCOMER, STAGING, APPROVER, GUEST],
  },
  {
    id: 'C0OPSSTAG',
    name: 'ops-staging',
    botIsMember: true,
    members: [OPERATOR, NEWCOMER, STAGING, APPROVER],
  },
  { id: 'C0CHANGES', name: 'changes', botIsMember: true, members: [OPERATOR, NEWCOMER, STAGING, APPROVER] },
  { id: 'C0ALERTS', name: 'alerts', botIsMember: true, members: [OPERATOR, NEWCOMER, STAGING, APPROVER] },
  { id: 'C0CRITICAL', name: 'critical', botIsMember: true, members: [OPERATOR, NEWCOMER, STAGING, APPROVER] },
  { id: 'C0RANDOM', name: 'random', botIsMember: false, members: [OPERATOR, NEWCOMER, STAGING, APPROVER] },
  {
    id: 'C0PARTNER',
    name: 'with-partner',
    botIsMember: true,
    members: [OPERATOR, PARTNER],
    sharedWith: [PARTNER_TEAM],
  },
];
