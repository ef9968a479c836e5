import fc from 'fast-check';
import type { Decision, Verdict } from '../../../../src/domain/approval/decision.ts';
import type { Question } from '../../../../src/domain/approval/standing.ts';
import { Subject } from '../../../../src/domain/approval/subject.ts';
import { minutes, seconds } from '../../../../src/domain/clock.ts';
import { BREAK_GLASS } from '../../../../src/domain/guard/policy.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import { anActor, aPolicy } from '../guard/policies.ts';

/** What is decided on, and what isn't. */
const MINE = Subject.parse('a'.repeat(64));
export const OTHER = Subject.parse('b'.repeat(64));

/** When it was asked in these tests. */
export const ASKED = minutes(1_000);

/** Who is who, as the file may say it: nobody is two, two accounts are one person, or three are. */
const people = fc.constantFrom<AccessPolicy['people']>(
  [],
  [['U0ONE', 'U0TWO']],
  [['U0TWO', 'U0OTHER']],
  [['U0ONE', 'U0TWO', 'U0THREE']],
);

/** Any policy that knows people and who may break the glass. */
export const anApprovalPolicy: fc.Arbitrary<AccessPolicy> = fc
  .record({ policy: aPolicy, people, listed: fc.subarray(['U0ONE', 'U0TWO', 'U0THREE', 'U0OTHER']) })
  .map(({ policy, people: same, listed }) => ({
    ...policy,
    people: same,
    roles: [
      ...policy.roles,
      { name: BREAK_GLASS, takes: 'both' as const, groups: ['S0GLASS'], users: listed },
    ],
  }));

/** Any question: who asked, and how many of whom it takes. */
export const aQuestion: fc.Arbitrary<Question> = fc.record({
  subject: fc.constant(MINE),
  requirement: fc.record({
    people: fc.integer({ min: 1, max: 3 }),
    from: fc.subarray(['crew', 'on-call', 'approver'], { minLength: 1 }),
  }),
  requester: fc.oneof(
    anActor,
    fc.constant({ kind: 'system' } as const),
    fc.constant({ kind: 'alarm', name: 'registry-5xx' } as const),
  ),
  asked: fc.constant(ASKED),
  until: fc.constant(ASKED + minutes(30)),
  glassFrom: fc.constant(ASKED + minutes(10)),
});

/** Any decision of anybody, in time or not, on this or on something else. */
const aDecision: fc.Arbitrary<Decision> = fc
  .record({
    subject: fc.constantFrom(MINE, MINE, MINE, OTHER),
    verdict: fc.constantFrom<Verdict>('approve', 'approve', 'approve', 'reject', 'break-glass'),
    actor: anActor,
    at: fc.integer({ min: ASKED - minutes(1), max: ASKED + minutes(31) }),
  })
  .map(({ actor: { team, user }, ...rest }) => ({ ...rest, team, user }));

/** Anything that people may say, one after the other. */
export const decisions: fc.Arbitrary<Decision[]> = fc.array(aDecision, { maxLength: 8 });

/** A decision as the tables have it: in time, and on what is asked. */
export const decision = (user: string, more: Partial<Decision> = {}): Decision => ({
  subject: MINE,
  verdict: 'approve',
  team: 'T0',
  user,
  at: ASKED + seconds(30),
  ...more,
});
