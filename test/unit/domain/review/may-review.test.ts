import { describe, expect, test } from 'vitest';
import type { Place } from '../../../../src/domain/guard/place.ts';
import { type MembershipOf, standingOf } from '../../../../src/domain/guard/standing.ts';
import { RunId, RunNumber } from '../../../../src/domain/ids.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import { mayReview } from '../../../../src/domain/review/may-review.ts';
import type {
  AcknowledgedReview,
  AloneReview,
  GlassReview,
  Review,
  SilencedReview,
} from '../../../../src/domain/review/review.ts';
import { StackName } from '../../../../src/domain/target/service.ts';

const TEAM = 'T0';
const where = { kind: 'places', environments: ['production'], stacks: [] } as const;
const policy: AccessPolicy = {
  team: TEAM,
  mode: 'operate',
  roles: [
    { name: 'approver', takes: 'both', groups: ['S0A'], users: ['U0APPROVER', 'U0ASKER', 'U0BREAKER'] },
    { name: 'crew', takes: 'either', groups: ['S0CREW'], users: ['U0CREW', 'U0ASKER', 'U0ASKER2'] },
    { name: 'watch', takes: 'either', groups: [], users: ['U0WATCH'] },
    { name: 'stager', takes: 'either', groups: [], users: ['U0STAGER'] },
  ],
  rules: [
    { role: 'crew', may: ['restart', 'acknowledge', 'silence'], where },
    { role: 'watch', may: ['acknowledge'], where },
    { role: 'stager', may: ['restart', 'acknowledge'], where: { ...where, environments: ['staging'] } },
  ],
  approvals: [{ changes: ['deploy'], where, from: ['approver'], people: 1, at: 'start' }],
  reviews: [],
  people: [['U0ASKER', 'U0ASKER2']],
};
const place: Place = { kind: 'stack', environment: 'production', stack: StackName.parse('prod') };
const by = (user: string) => ({ kind: 'slack', team: TEAM, user }) as const;
const common = {
  run: RunId.parse('01KAV2N8Z3M4P5Q6R7S8T9V0W1'),
  number: RunNumber.parse(7),
  target: 'prod/registry',
  requester: by('U0ASKER'),
  at: 1,
};
const alone: AloneReview = {
  kind: 'alone',
  ...common,
  operation: 'restart',
  change: 'restart',
  channel: 'C0',
};
const glass: GlassReview = {
  kind: 'glass',
  ...common,
  operation: 'deploy',
  change: 'deploy',
  by: by('U0BREAKER'),
  reason: 'checkout is down',
  to: [],
};

const ofAlarm = {
  id: 'acknowledge/command/1',
  subject: { kind: 'stack', name: 'prod' },
  by: by('U0ASKER'),
  at: 1,
  channel: 'C0',
} as const;
const acknowledged: AcknowledgedReview = { kind: 'acknowledged', ...ofAlarm };
const silenced: SilencedReview = { kind: 'silenced', ...ofAlarm, until: 2, reason: 'load test' };

const memberships: MembershipOf = (group) => (group === 'S0A' ? 'in' : 'out');

/** Whether somebody may, or why not. */
function may(
  user: string,
  review: Review,
  { team = TEAM, of = policy, membershipOf = memberships }: Who = {},
): string {
  const said = mayReview(of, standingOf(of, { kind: 'slack', team, user }, membershipOf), review, place);
  return said.kind === 'yes' ? 'yes' : said.why;
}

interface Who {
  readonly team?: string;
  readonly of?: AccessPolicy;
  readonly membershipOf?: MembershipOf;
}

describe('what was done alone', () => {
  test.each<[string, string, Who, string]>([
    ['is reviewed by whoever may do it there', 'U0CREW', {}, 'yes'],
    ['not by who did it', 'U0ASKER', {}, 'own-change'],
    ['not by another account of theirs', 'U0ASKER2', {}, 'own-change'],
    ['not by an approver of other things', 'U0APPROVER', {}, 'not-in-role'],
    ['not by who may do it elsewhere', 'U0STAGER', {}, 'not-in-role'],
    ['not by anybody', 'U0OTHER', {}, 'not-in-role'],
    ['not from another workspace', 'U0CREW', { team: 'T1' }, 'foreign-team'],
    ['not while Slack doesn’t tell', 'U0OTHER', { membershipOf: () => 'unknown' }, 'memberships-unknown'],
    ['in the read-only mode, too', 'U0CREW', { of: { ...policy, mode: 'read-only' } }, 'yes'],
    ['by nobody where nobody may do it', 'U0CREW', { of: { ...policy, rules: [] } }, 'not-in-role'],
    [
      'by an approver where it takes approvals by now',
      'U0APPROVER',
      {
        of: { ...policy, approvals: [{ changes: 'all', where, from: ['approver'], people: 1, at: 'start' }] },
      },
      'yes',
    ],
    [
      'and by nobody else then',
      'U0CREW',
      {
        of: { ...policy, approvals: [{ changes: 'all', where, from: ['approver'], people: 1, at: 'start' }] },
      },
      'not-in-role',
    ],
  ])('%s', (_, user, who, said) => {
    expect(may(user, alone, who)).toBe(said);
  });

  test('isn’t anybody’s to review of an operation that no rule knows', () => {
    expect(may('U0CREW', { ...alone, operation: 'destroy' })).toBe('not-in-role');
  });

  test('is anybody’s who may do it, where nobody asked for it but Wheelhouse', () => {
    const requester = { kind: 'system', name: 'remedy' } as const;
    expect(may('U0ASKER', { ...alone, requester })).toBe('yes');
  });
});

describe('broken glass', () => {
  test.each<[string, string, string]>([
    ['is reviewed by an approver', 'U0APPROVER', 'yes'],
    ['not by who broke it', 'U0BREAKER', 'own-change'],
    ['not by who asked', 'U0ASKER', 'own-change'],
    ['not by who only may do it', 'U0CREW', 'not-in-role'],
  ])('%s', (_, user, said) => {
    expect(may(user, glass)).toBe(said);
  });
});

describe('what was done about an alarm', () => {
  const all = { changes: 'all', where, from: ['approver'], people: 1, at: 'start' } as const;

  test.each<[string, Review, string, Who, string]>([
    ['is reviewed by whoever may do it there', acknowledged, 'U0CREW', {}, 'yes'],
    ['a silence by who may silence', silenced, 'U0CREW', {}, 'yes'],
    ['an acknowledgement by who may acknowledge', acknowledged, 'U0WATCH', {}, 'yes'],
    ['a silence not by who may only acknowledge', silenced, 'U0WATCH', {}, 'not-in-role'],
    ['not by who did it', acknowledged, 'U0ASKER', {}, 'own-change'],
    ['not by another account of theirs', silenced, 'U0ASKER2', {}, 'own-change'],
    ['not by who may do it elsewhere', acknowledged, 'U0STAGER', {}, 'not-in-role'],
    ['not by anybody', acknowledged, 'U0OTHER', {}, 'not-in-role'],
    ['not from another workspace', acknowledged, 'U0CREW', { team: 'T1' }, 'foreign-team'],
    [
      'not while Slack doesn’t tell',
      acknowledged,
      'U0OTHER',
      { membershipOf: () => 'unknown' },
      'memberships-unknown',
    ],
    ['in the read-only mode, too', silenced, 'U0CREW', { of: { ...policy, mode: 'read-only' } }, 'yes'],
    [
      'whatever takes approvals there',
      acknowledged,
      'U0CREW',
      { of: { ...policy, approvals: [all] } },
      'yes',
    ],
    [
      'and not by an approver of all changes',
      acknowledged,
      'U0APPROVER',
      { of: { ...policy, approvals: [all] } },
      'not-in-role',
    ],
  ])('%s', (_, review, user, who, said) => {
    expect(may(user, review, who)).toBe(said);
  });
});
