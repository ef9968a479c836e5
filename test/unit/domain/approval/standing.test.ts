import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Decision } from '../../../../src/domain/approval/decision.ts';
import { accountsOf } from '../../../../src/domain/approval/same-person.ts';
import {
  type ApprovalStanding,
  approvalStanding,
  type Question,
} from '../../../../src/domain/approval/standing.ts';
import { minutes, seconds } from '../../../../src/domain/clock.ts';
import { BREAK_GLASS } from '../../../../src/domain/guard/policy.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import { ASKED, anApprovalPolicy, aQuestion, decision, decisions, OTHER } from './questions.ts';

const role = (name: string, users: readonly string[]) =>
  ({ name, takes: 'both', groups: ['S0'], users }) as const;
const policy: AccessPolicy = {
  team: 'T0',
  mode: 'operate',
  roles: [role('approver', ['U1', 'U1B', 'U2', 'U3', 'U0', 'U0B']), role(BREAK_GLASS, ['U9', 'U0'])],
  rules: [],
  approvals: [],
  reviews: [],
  people: [
    ['U0', 'U0B'],
    ['U1', 'U1B'],
  ],
};
const question = (people = 1): Question => ({
  subject: decision('U1').subject,
  requirement: { people, from: ['approver'] },
  requester: { kind: 'slack', team: 'T0', user: 'U0' },
  asked: ASKED,
  until: ASKED + minutes(30),
  glassFrom: ASKED + minutes(10),
});
const [approve, reject] = [decision, (user: string) => decision(user, { verdict: 'reject' })];
const glass = (user: string, at = ASKED + minutes(11)) => decision(user, { verdict: 'break-glass', at });
const names = (standing: ApprovalStanding): string => {
  const by = 'user' in standing.by ? [standing.by] : standing.by;
  return [standing.kind, ...by.map(({ user }) => user)].join(' ');
};

describe('where an approval stands', () => {
  test.each<[string, number, Decision[], string]>([
    ['nobody has decided', 1, [], 'open'],
    ['one who may has, where one is enough', 1, [approve('U1')], 'approved U1'],
    ['one of two', 2, [approve('U1')], 'open U1'],
    ['two of two', 2, [approve('U1'), approve('U2')], 'approved U1 U2'],
    ['the same one twice', 2, [approve('U1'), approve('U1')], 'open U1'],
    ['one by two accounts', 2, [approve('U1'), approve('U1B')], 'open U1'],
    ['who asked', 1, [approve('U0')], 'open'],
    ['who asked, by another account', 1, [approve('U0B')], 'open'],
    ['somebody without the role', 1, [approve('U7')], 'open'],
    ['an approver’s id in another workspace', 1, [decision('U1', { team: 'T1' })], 'open'],
    ['a no', 1, [reject('U1')], 'rejected U1'],
    ['a no of who asked', 1, [reject('U0')], 'rejected U0'],
    ['a no of somebody without the role', 1, [reject('U7')], 'open'],
    ['a no after one of two', 2, [approve('U1'), reject('U2')], 'rejected U2'],
    ['a no of one who had said yes', 2, [approve('U1'), reject('U1')], 'rejected U1'],
    ['a no after enough have said yes', 1, [approve('U1'), reject('U2')], 'approved U1'],
    ['a yes after a no', 1, [reject('U1'), approve('U2')], 'rejected U1'],
    ['more than are needed', 1, [approve('U1'), approve('U2')], 'approved U1'],
    ['a decision on something else', 1, [decision('U1', { subject: OTHER })], 'open'],
    ['a no to something else', 1, [decision('U1', { subject: OTHER, verdict: 'reject' })], 'open'],
    ['the glass, once it may be broken', 2, [glass('U9')], 'broken-glass U9'],
    ['the glass, by who asked', 1, [glass('U0')], 'broken-glass U0'],
    ['the glass, too early', 1, [glass('U9', ASKED + minutes(9))], 'open'],
    ['the glass, by an approver', 1, [glass('U1')], 'open'],
    ['in the last moment', 1, [decision('U1', { at: ASKED + minutes(30) })], 'approved U1'],
    ['long after the last moment', 1, [decision('U1', { at: ASKED + minutes(31) })], 'open'],
    ['long before it was asked', 1, [decision('U1', { at: ASKED - minutes(1) })], 'open'],
    [
      'by a bot whose clock is a little behind',
      1,
      [decision('U1', { at: ASKED - seconds(1) })],
      'approved U1',
    ],
    [
      'in time by the store, by a bot whose clock is a little ahead',
      1,
      [decision('U1', { at: ASKED + minutes(30) + seconds(1) })],
      'approved U1',
    ],
  ])('%s', (_, people, said, stands) => {
    expect(names(approvalStanding(policy, question(people), said))).toBe(stands);
  });
});

/** Anything that may be decided on, under any policy, with anything that anybody may say. */
const cases = fc.tuple(anApprovalPolicy, aQuestion, decisions);

/** Holds it of every one of many. */
const always = (check: (policy: AccessPolicy, question: Question, said: Decision[]) => void): void => {
  fc.assert(
    fc.property(cases, ([of, asked, said]) => check(of, asked, said)),
    { numRuns: 2_000 },
  );
};

/** One name for each person. */
const personIn = (of: AccessPolicy, user: string): string => [...accountsOf(of, user)].sort().join();

describe('whatever is said, in whatever order', () => {
  it('these examples have every standing among them', () => {
    const kinds = fc
      .sample(cases, { numRuns: 2_000, seed: 1 })
      .map(([of, asked, said]) => approvalStanding(of, asked, said).kind);
    expect([...new Set(kinds)].sort()).toEqual(['approved', 'broken-glass', 'open', 'rejected']);
  });

  it('nobody approves what they asked for, under any account', () => {
    always((of, asked, said) => {
      const standing = approvalStanding(of, asked, said);
      const { requester } = asked;
      if (standing.kind !== 'approved' || requester.kind !== 'slack' || requester.team !== of.team) return;
      const asker = personIn(of, requester.user);
      expect(standing.by.map(({ user }) => personIn(of, user))).not.toContain(asker);
    });
  });

  it('nothing is approved without so many different people, each of them in one of the roles', () => {
    always((of, asked, said) => {
      const standing = approvalStanding(of, asked, said);
      if (standing.kind !== 'approved') return;
      const { people, from } = asked.requirement;
      expect(new Set(standing.by.map(({ user }) => personIn(of, user))).size).toBe(people);
      for (const { user, team, verdict, subject } of standing.by) {
        const roles = of.roles.filter(({ name }) => from.includes(name));
        // Whether they are in the group was looked at where the decision was taken in.
        const may = roles.some(({ takes, groups, users }) =>
          takes === 'both'
            ? groups.length > 0 && users.includes(user)
            : groups.length > 0 || users.includes(user),
        );
        expect([may, team, verdict, subject]).toEqual([true, of.team, 'approve', asked.subject]);
      }
    });
  });

  it('the glass is broken by one who may, not before its time', () => {
    always((of, asked, said) => {
      const standing = approvalStanding(of, asked, said);
      if (standing.kind !== 'broken-glass') return;
      const { user, at } = standing.by;
      expect(of.roles.find(({ name }) => name === BREAK_GLASS)?.users).toContain(user);
      expect(at).toBeGreaterThanOrEqual(asked.glassFrom);
    });
  });

  it('a decision on something else never counts, wherever it stands', () => {
    always((of, asked, said) => {
      const here = said.filter(({ subject }) => subject === asked.subject);
      expect(approvalStanding(of, asked, said)).toEqual(approvalStanding(of, asked, here));
      expect(approvalStanding(of, { ...asked, subject: OTHER }, here)).toEqual({ kind: 'open', by: [] });
    });
  });

  it('nothing is decided in a bot that changes nothing', () => {
    always((of, asked, said) => {
      expect(approvalStanding({ ...of, mode: 'read-only' }, asked, said)).toEqual({ kind: 'open', by: [] });
    });
  });

  it('whatever comes after a decision changes nothing of it: the first to be complete decides', () => {
    fc.assert(
      fc.property(cases, decisions, ([of, asked, said], more) => {
        const standing = approvalStanding(of, asked, said);
        if (standing.kind !== 'open')
          expect(approvalStanding(of, asked, [...said, ...more])).toEqual(standing);
      }),
      { numRuns: 2_000 },
    );
  });

  it('consents lead to the same in any order', () => {
    const inAnyOrder = cases.chain(([of, asked, said]) => {
      const yes = said.filter(({ verdict }) => verdict === 'approve');
      return fc.tuple(
        fc.constant({ of, asked, yes }),
        fc.shuffledSubarray(yes, { minLength: yes.length, maxLength: yes.length }),
      );
    });
    fc.assert(
      fc.property(inAnyOrder, ([{ of, asked, yes }, shuffled]) => {
        const [one, two] = [approvalStanding(of, asked, yes), approvalStanding(of, asked, shuffled)];
        expect(two.kind).toBe(one.kind);
        expect([two.by].flat()).toHaveLength([one.by].flat().length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('decisions that don’t count change nothing, wherever they come in between', () => {
    const without = (of: AccessPolicy, asked: Question, said: Decision[]): Decision[] =>
      said.filter((one) => {
        const alone = approvalStanding(of, { ...asked, requirement: { ...asked.requirement, people: 1 } }, [
          one,
        ]);
        return alone.kind !== 'open';
      });
    always((of, asked, said) => {
      expect(approvalStanding(of, asked, said)).toEqual(
        approvalStanding(of, asked, without(of, asked, said)),
      );
    });
  });
});
