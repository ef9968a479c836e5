import { expect, it } from 'vitest';
import { standingOf } from '../../../../src/domain/guard/standing.ts';
import { whoIs } from '../../../../src/domain/guard/who-is.ts';
import type { AccessPolicy } from '../../../../src/domain/people/access.ts';
import { registry, TEAM } from '../../../support/values.ts';

const policy: AccessPolicy = {
  team: TEAM,
  mode: 'operate',
  roles: [
    { name: 'crew', takes: 'either', groups: ['S0CREW'], users: [] },
    { name: 'on-call', takes: 'either', groups: ['S0ONCALL'], users: [] },
  ],
  rules: [
    {
      role: 'crew',
      may: ['restart', 'cancel'],
      where: { kind: 'places', environments: ['staging'], stacks: [] },
    },
    {
      role: 'on-call',
      may: ['restart', 'rollback'],
      where: { kind: 'places', environments: ['production', 'staging'], stacks: [registry.stack] },
    },
  ],
  approvals: [
    {
      changes: ['deploy'],
      where: { kind: 'places', environments: ['production'], stacks: [] },
      from: ['on-call', 'crew'],
      people: 1,
      at: 'start',
    },
    { changes: 'all', where: { kind: 'everywhere' }, from: ['on-call'], people: 2, at: 'start' },
  ],
  reviews: [],
  people: [],
};
const catalog = { services: [registry], channelStacks: new Map() };
const who = (groups: readonly string[]) =>
  whoIs(
    policy,
    standingOf(policy, { kind: 'slack', team: TEAM, user: 'U1' }, (group) =>
      groups.includes(group) ? 'in' : 'out',
    ),
    catalog,
  );

it('names what others may do that one may not already, place by place where that differs', () => {
  expect(who(['S0CREW']).others.map(({ lacks }) => lacks)).toEqual([
    { may: ['restart', 'rollback'], where: { kind: 'places', environments: ['production'], stacks: [] } },
    { may: ['rollback'], where: { kind: 'places', environments: ['staging'], stacks: [] } },
    { may: ['restart', 'rollback'], where: { kind: 'places', environments: [], stacks: [registry.stack] } },
  ]);
  expect(who(['S0ONCALL']).others.map(({ lacks }) => lacks)).toEqual([
    { may: ['cancel'], where: { kind: 'places', environments: ['staging'], stacks: [] } },
  ]);
});

it('tells a rule as it is written to who has nothing of it, and names what nobody may', () => {
  const { mine, others, nobodys } = who([]);
  expect(mine).toEqual([]);
  expect(others.map(({ lacks }) => lacks.where)).toEqual(policy.rules.map(({ where }) => where));
  expect(nobodys).toContain('deploy');
  expect(nobodys).not.toContain('rollback');
});

it('says what takes an approval, and whether it may be theirs', () => {
  const mine = (groups: readonly string[]) => who(groups).approvals.map((one) => one.mine);
  expect(who([]).approvals.map(({ rule }) => rule)).toEqual(policy.approvals);
  expect(mine([])).toEqual(['not-held', 'not-held']);
  expect(mine(['S0CREW'])).toEqual(['held', 'not-held']);
  expect(mine(['S0CREW', 'S0ONCALL'])).toEqual(['held', 'held']);
  const unsure = standingOf(policy, { kind: 'slack', team: TEAM, user: 'U1' }, () => 'unknown');
  expect(whoIs(policy, unsure, catalog).approvals.map((one) => one.mine)).toEqual(['unknown', 'unknown']);
});
