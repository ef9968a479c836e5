import { describe, expect, it, test } from 'vitest';
import type { Verdict } from '../../../../src/domain/approval/decision.ts';
import { mayDecide } from '../../../../src/domain/approval/may-decide.ts';
import { accountsOf, isRequester } from '../../../../src/domain/approval/same-person.ts';
import { type MembershipOf, standingOf } from '../../../../src/domain/guard/standing.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import type { Actor } from '../../../../src/domain/people/actor.ts';

const TEAM = 'T0';
const [ASKER, ASKER_TOO, APPROVER, BREAKER] = ['U0ASKER', 'U0ASKER2', 'U0APPROVER', 'U0BREAKER'];
const policy: AccessPolicy = {
  team: TEAM,
  mode: 'operate',
  roles: [
    { name: 'approver', takes: 'both', groups: ['S0A'], users: [ASKER, ASKER_TOO, APPROVER] },
    { name: 'owner', takes: 'both', groups: ['S0B'], users: ['U0OWNER'] },
    { name: 'break-glass', takes: 'both', groups: ['S0G'], users: [BREAKER, ASKER] },
  ],
  rules: [{ role: 'approver', may: 'everything', where: { kind: 'everywhere' } }],
  approvals: [],
  reviews: [],
  people: [[ASKER, ASKER_TOO]],
};
const inAll: MembershipOf = () => 'in';
const asker: Actor = { kind: 'slack', team: TEAM, user: ASKER };

interface Who {
  readonly team?: string;
  readonly of?: AccessPolicy;
  readonly membershipOf?: MembershipOf;
  readonly requester?: Actor;
  readonly from?: readonly string[];
}

/** Whether somebody may, or why not. */
function may(user: string, verdict: Verdict, who: Who = {}): string {
  const { team = TEAM, of = policy, membershipOf = inAll, requester = asker, from = ['approver'] } = who;
  const requirement = { people: 1, from };
  const said = mayDecide(of, standingOf(of, { kind: 'slack', team, user }, membershipOf), {
    verdict,
    requirement,
    requester,
  });
  return said.kind === 'yes' ? `as ${said.role}` : said.why;
}

describe('deciding on what somebody else asked for', () => {
  test.each<[string, string, Verdict, Who, string]>([
    ['an approver approves', APPROVER, 'approve', {}, 'as approver'],
    ['an approver rejects', APPROVER, 'reject', {}, 'as approver'],
    ['an approver doesn’t break the glass', APPROVER, 'break-glass', {}, 'not-in-role'],
    ['who may break the glass does', BREAKER, 'break-glass', {}, 'as break-glass'],
    ['and approves nothing', BREAKER, 'approve', {}, 'not-in-role'],
    ['and rejects nothing', BREAKER, 'reject', {}, 'not-in-role'],
    ['anybody else does nothing', 'U0OTHER', 'approve', {}, 'not-in-role'],
    ['an owner doesn’t, where it is the approvers’', 'U0OWNER', 'approve', {}, 'not-in-role'],
    [
      'an owner does, where it is theirs, too',
      'U0OWNER',
      'approve',
      { from: ['approver', 'owner'] },
      'as owner',
    ],
    ['nobody does, where it is nobody’s', APPROVER, 'approve', { from: [] }, 'not-in-role'],
    [
      'nobody does, where it is a role’s that there isn’t',
      APPROVER,
      'approve',
      { from: ['x'] },
      'not-in-role',
    ],
    ['a line alone isn’t enough', APPROVER, 'approve', { membershipOf: () => 'out' }, 'not-in-role'],
    [
      'nor is it while Slack doesn’t say who is in the group',
      APPROVER,
      'approve',
      { membershipOf: () => 'unknown' },
      'memberships-unknown',
    ],
    [
      'the same id of another workspace is somebody else',
      APPROVER,
      'approve',
      { team: 'T1' },
      'foreign-team',
    ],
    [
      'nobody does in a bot that changes nothing',
      APPROVER,
      'approve',
      { of: { ...policy, mode: 'read-only' } },
      'read-only',
    ],
    ['not even rejecting', APPROVER, 'reject', { of: { ...policy, mode: 'read-only' } }, 'read-only'],
  ])('%s', (_, user, verdict, who, said) => {
    expect(may(user, verdict, who)).toBe(said);
  });
});

describe('deciding on what one asked for oneself', () => {
  test.each<[string, string, Verdict, Who, string]>([
    ['approving isn’t theirs, whatever role they have', ASKER, 'approve', {}, 'own-request'],
    ['nor is it by another account of theirs', ASKER_TOO, 'approve', {}, 'own-request'],
    ['taking it back is', ASKER, 'reject', {}, 'as requester'],
    ['by another account, too', ASKER_TOO, 'reject', {}, 'as requester'],
    ['without any role, too', ASKER, 'reject', { membershipOf: () => 'out' }, 'as requester'],
    ['breaking the glass is, for who may', ASKER, 'break-glass', {}, 'as break-glass'],
    ['and isn’t for who may not', ASKER_TOO, 'break-glass', {}, 'not-in-role'],
    [
      'the same id of another workspace didn’t ask',
      ASKER,
      'approve',
      { requester: { kind: 'slack', team: 'T1', user: ASKER } },
      'as approver',
    ],
    [
      'what an alarm asked for, they approve',
      ASKER,
      'approve',
      { requester: { kind: 'alarm', name: 'x' } },
      'as approver',
    ],
  ])('%s', (_, user, verdict, who, said) => {
    expect(may(user, verdict, who)).toBe(said);
  });
});

describe('the accounts of one person', () => {
  const people = [
    ['U1', 'U2', 'U3'],
    ['U4', 'U5'],
  ];

  it('are all that stand with one, the one itself first', () => {
    expect(accountsOf({ people }, 'U2')).toEqual(['U2', 'U1', 'U3']);
    expect(accountsOf({ people }, 'U4')).toEqual(['U4', 'U5']);
    expect(accountsOf({ people }, 'U9')).toEqual(['U9']);
    expect(accountsOf({ people: [] }, 'U1')).toEqual(['U1']);
  });

  it('are each the one who asked', () => {
    const asked: Actor = { kind: 'slack', team: TEAM, user: 'U1' };
    const is = (team: string, user: string) => isRequester({ people }, asked, { team, user });
    expect([is(TEAM, 'U1'), is(TEAM, 'U3'), is(TEAM, 'U4'), is('T1', 'U1')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
