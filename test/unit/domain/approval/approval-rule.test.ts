import { describe, expect, it, test } from 'vitest';
import { type ApprovalRule, requirementFor } from '../../../../src/domain/approval/approval-rule.ts';
import type { Change } from '../../../../src/domain/approval/change.ts';
import type { Place } from '../../../../src/domain/guard/place.ts';
import { StackName } from '../../../../src/domain/target/service.ts';

const stack = StackName.parse('prod-east');
const production: Place = { kind: 'stack', stack, environment: 'production' };
const staging: Place = { kind: 'stack', stack: StackName.parse('stage'), environment: 'staging' };
const all: Place = { kind: 'all' };
const environment: Place = { kind: 'environment', environment: 'production' };
const elsewhere: Place = { kind: 'elsewhere' };
const rule = (more: Partial<ApprovalRule>): ApprovalRule => ({
  changes: 'all',
  where: { kind: 'everywhere' },
  from: ['approver'],
  people: 1,
  at: 'start',
  ...more,
});
const inProduction = { kind: 'places', environments: ['production'], stacks: [] } as const;
const inStack = { kind: 'places', environments: [], stacks: ['prod-east'] } as const;
const inNothing = { kind: 'places', environments: [], stacks: [] } as const;

describe('what a change takes', () => {
  test.each<[string, ApprovalRule[], Change, Place, number | undefined]>([
    ['nothing without a rule', [], 'deploy', production, undefined],
    ['nothing that no rule is about', [rule({ changes: ['scale-in'] })], 'deploy', production, undefined],
    ['what a rule about it says', [rule({ changes: ['scale-in', 'deploy'] })], 'deploy', production, 1],
    ['what a rule about all says', [rule({ people: 2 })], 'rollback', staging, 2],
    ['nothing in another environment', [rule({ where: inProduction })], 'deploy', staging, undefined],
    ['what its environment takes', [rule({ where: inProduction })], 'deploy', production, 1],
    ['what its stack takes', [rule({ where: inStack })], 'deploy', production, 1],
    [
      'the most people of all that are about it, whichever stands first',
      [rule({}), rule({ people: 3, where: inStack }), rule({ people: 2, where: inProduction })],
      'deploy',
      production,
      3,
    ],
    [
      'not more than the rules that are about it',
      [rule({}), rule({ people: 3, where: inStack })],
      'deploy',
      staging,
      1,
    ],
    ['what any rule says, where nobody knows where', [rule({ where: inProduction })], 'deploy', elsewhere, 1],
    ['even one that is about nowhere', [rule({ where: inNothing, people: 2 })], 'deploy', elsewhere, 2],
    ['what any part of it takes, where it is everything', [rule({ where: inStack })], 'unfreeze', all, 1],
    [
      'what a stack of it may take, where it is an environment',
      [rule({ where: inStack })],
      'unfreeze',
      environment,
      1,
    ],
    ['but only what is about it', [rule({ changes: ['rollback'] })], 'deploy', elsewhere, undefined],
  ])('%s', (_, rules, change, place, people) => {
    expect(requirementFor(rules, change, place)?.people).toBe(people);
  });

  it('is given by those whom the strictest rule names', () => {
    const rules = [rule({ from: ['crew'] }), rule({ from: ['owner', 'approver'], people: 2 })];
    expect(requirementFor(rules, 'deploy', production)).toEqual({
      people: 2,
      from: ['owner', 'approver'],
      at: 'start',
    });
  });

  test.each<[string, ApprovalRule[], string | undefined]>([
    ['at a hook where the only rule says so', [rule({ at: 'hook' })], 'hook'],
    ['at the start where any rule about it says so', [rule({ at: 'hook', people: 2 }), rule({})], 'start'],
    [
      'at a hook where the other rule is about something else',
      [rule({ at: 'hook' }), rule({ changes: ['restart'] })],
      'hook',
    ],
  ])('is asked for %s', (_, rules, at) => {
    expect(requirementFor(rules, 'deploy', production)?.at).toBe(at);
  });
});
