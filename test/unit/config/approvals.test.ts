import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { faultsOf, VALID } from './files.ts';

const APPROVER = 'approver: { groups: [S0APPROVERS], users: [U0ONE] }';
const roles = (...all: readonly string[]): string => `roles: { ${all.join(', ')} }\n`;
const approvals = (...all: readonly string[]): string => `approvals: [${all.join(', ')}]\n`;
const ANY = '{ for: [deploy], in: [production] }';

/** The faults of a file with these sections at its end, without its name and line. */
const faults = (sections: string): string[] =>
  faultsOf(`${VALID}${sections}`).map((fault) => fault.replace(/^wheelhouse\.yaml:\d+:\d+ /, ''));

function accessOf(sections: string) {
  const parsed = parseConfigFile(`${VALID}${sections}`, 'wheelhouse.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value.access;
}

describe('approvals', () => {
  test('are one person’s of the role approver, unless told; environments are told from stacks', () => {
    const { approvals: read } = accessOf(
      roles(APPROVER, 'owner: { groups: [S0OWNERS], users: [U0ONE] }') +
        approvals(
          '{ for: [deploy, scale-in], in: [production, stage] }',
          '{ for: all, in: all, from: [owner, approver], people: 2 }',
        ),
    );
    expect(read).toEqual([
      {
        changes: ['deploy', 'scale-in'],
        where: { kind: 'places', environments: ['production'], stacks: ['stage'] },
        from: ['approver'],
        people: 1,
        at: 'start',
      },
      { changes: 'all', where: { kind: 'everywhere' }, from: ['owner', 'approver'], people: 2, at: 'start' },
    ]);
  });

  test('make a role that they are from a strong one: it takes both, a group and a line', () => {
    const owner = 'owner: { groups: [S0OWNERS], users: [U0ONE] }';
    const takes = (sections: string) => accessOf(sections).roles.find(({ name }) => name === 'owner')?.takes;
    expect(takes(roles(owner))).toBe('either');
    expect(takes(roles(owner) + approvals('{ for: all, in: all, from: [owner] }'))).toBe('both');
  });

  test('may be asked for at a hook', () => {
    const { approvals: read } = accessOf(roles(APPROVER) + approvals('{ for: all, in: all, at: hook }'));
    expect(read).toMatchObject([{ at: 'hook' }]);
  });

  test('may be none', () => {
    expect(accessOf('approvals: []\n').approvals).toEqual([]);
    expect(accessOf('approvals:\n').approvals).toEqual([]);
  });

  test.each([
    [
      'a change that there isn’t',
      roles(APPROVER) + approvals('{ for: [deploi], in: all }'),
      'approvals[0].for[0]: there is no such change: did you mean deploy?',
    ],
    [
      'a role that there isn’t',
      roles(APPROVER) + approvals('{ for: all, in: all, from: [aprover] }'),
      'approvals[0].from[0]: there is no such role: did you mean approver?',
    ],
    [
      'a place that there isn’t',
      roles(APPROVER) + approvals('{ for: all, in: [productoin] }'),
      'approvals[0].in[0]: there is no such environment or stack: did you mean production?',
    ],
    [
      'approvers of whom nothing is said',
      roles('crew: { groups: [S0CREW] }') + approvals(ANY),
      "approvals[0]: is for the role approver, which there isn't: write it under roles, or name another with from: known here: crew",
    ],
    [
      'a role of whoever is in a group of Slack',
      roles('owner: { groups: [S0OWNERS] }') + approvals('{ for: all, in: all, from: [owner] }'),
      'roles.owner: takes both, membership in one of its groups and a line in its users: write users too',
    ],
    [
      'a role of whoever is listed',
      roles('owner: { users: [U0ONE] }') + approvals('{ for: all, in: all, from: [owner] }'),
      'roles.owner: takes both, membership in one of its groups and a line in its users: write groups too',
    ],
    [
      'nobody’s consent',
      roles(APPROVER) + approvals('{ for: all, in: all, people: 0 }'),
      "approvals[0].people: isn't valid: write 1, 2 or 3",
    ],
    [
      'more people than there are at night',
      roles(APPROVER) + approvals('{ for: all, in: all, people: 4 }'),
      "approvals[0].people: isn't valid: write 1, 2 or 3",
    ],
    [
      'half a person’s',
      roles(APPROVER) + approvals('{ for: all, in: all, people: 1.5 }'),
      "approvals[0].people: isn't valid: write 1, 2 or 3",
    ],
    [
      'nothing to approve',
      roles(APPROVER) + approvals('{ for: [], in: all }'),
      "approvals[0].for: isn't valid: write all, or a list such as [deploy, scale-in]",
    ],
    [
      'a moment that there isn’t',
      roles(APPROVER) + approvals('{ for: all, in: all, at: end }'),
      "approvals[0].at: isn't valid: write start or hook",
    ],
    [
      'a hook for what no hook holds',
      roles(APPROVER) + approvals('{ for: [deploy, scale-in], in: all, at: hook }'),
      'approvals[0].for[1]: is never held at a hook, since ECS makes no deployment of scale-in: give it a rule without at: hook',
    ],
    [
      'no place',
      roles(APPROVER) + approvals('{ for: all }'),
      "approvals[0].in: isn't valid: write all, or a list such as [production]",
    ],
    [
      'the same change twice',
      roles(APPROVER) + approvals('{ for: [deploy, deploy], in: all }'),
      'approvals[0].for[1]: is listed already: remove one of the two',
    ],
    [
      'the same place twice',
      roles(APPROVER) + approvals('{ for: all, in: [prod, prod] }'),
      'approvals[0].in[1]: is listed already: remove one of the two',
    ],
    [
      'the same role twice',
      roles(APPROVER) + approvals('{ for: all, in: all, from: [approver, approver] }'),
      'approvals[0].from[1]: is listed already: remove one of the two',
    ],
    [
      'a key of another section',
      roles(APPROVER) + approvals('{ may: all, for: all, in: all }'),
      "approvals[0].may: isn't a key that is known: known here: for, in, from, people, at",
    ],
  ])('are refused that name %s', (_, sections, fault) => {
    expect(faults(sections)).toEqual([fault]);
  });

  test('are refused that are in a place which could be two', () => {
    const text = VALID.replace('\n  stage:\n', '\n  staging:\n');
    expect(faultsOf(`${text}${roles(APPROVER)}${approvals('{ for: all, in: [staging] }')}`)).toEqual([
      expect.stringContaining(
        'approvals[0].in[0]: is an environment and a stack: give the stack another name',
      ),
    ]);
  });

  test('are refused where a list names no role: it would be nobody’s to approve', () => {
    expect(faults(roles(APPROVER) + approvals('{ for: all, in: all, from: [] }'))).toEqual([
      'approvals[0].from: names no role: write at least one, or leave it out for approver',
    ]);
  });
});
