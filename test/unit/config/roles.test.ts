import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { faultsOf, VALID } from './files.ts';

const ROLES = `roles:
  crew: { groups: [S0CREW], users: [U0ONE] }
  approver: { groups: [S0APPROVERS], users: [U0TWO] }
rules:
  - role: crew
    may: [restart, cancel]
    in: [staging, prod]
  - role: approver
    may: all
    in: all
people:
  - [U0ONE, U0ONEB]
`;

/** The faults of a file with these sections at its end, without its name and line. */
const faults = (sections: string): string[] =>
  faultsOf(`${VALID}${sections}`).map((fault) => fault.replace(/^wheelhouse\.yaml:\d+:\d+ /, ''));

describe('roles and rules', () => {
  test('are beside what may-start gives; strong names take both, a stack is told from an environment', () => {
    const parsed = parseConfigFile(`${VALID}${ROLES}`, 'wheelhouse.yaml');
    expect(parsed.ok && parsed.value.access).toEqual({
      team: 'T0TEST',
      mode: 'operate',
      roles: [
        { name: 'may-start', takes: 'either', groups: [], users: ['U0ONE', 'W0TWO'] },
        { name: 'crew', takes: 'either', groups: ['S0CREW'], users: ['U0ONE'] },
        { name: 'approver', takes: 'both', groups: ['S0APPROVERS'], users: ['U0TWO'] },
      ],
      rules: [
        { role: 'may-start', may: 'everything', where: { kind: 'everywhere' } },
        {
          role: 'crew',
          may: ['restart', 'cancel'],
          where: { kind: 'places', environments: ['staging'], stacks: ['prod'] },
        },
        { role: 'approver', may: 'everything', where: { kind: 'everywhere' } },
      ],
      approvals: [],
      reviews: [],
      people: [['U0ONE', 'U0ONEB']],
    });
  });

  test('let something be done without may-start, too', () => {
    const alone = `${VALID.replace('access:\n  may-start: [U0ONE, W0TWO]\n', '')}${ROLES}`;
    const parsed = parseConfigFile(alone, 'wheelhouse.yaml');
    expect(parsed.ok && parsed.value.access.mode).toBe('operate');
    expect(parsed.ok && parsed.value.access.roles.map(({ name }) => name)).toEqual(['crew', 'approver']);
  });

  const role = 'roles: { crew: { groups: [S0CREW] } }\n';
  const rule = (more: string) =>
    `${role}rules: [{ role: crew, may: [restart], in: [staging]${more === '' ? '' : `, ${more}`} }]\n`;

  test.each([
    [
      'a role that there isn’t',
      `${role}rules: [{ role: crow, may: all, in: all }]\n`,
      'rules[0].role: there is no such role: did you mean crew?',
    ],
    [
      'a permission that there isn’t',
      `${role}rules: [{ role: crew, may: [restart, deplo], in: all }]\n`,
      'rules[0].may[1]: there is no such permission: did you mean deploy?',
    ],
    [
      'a place that there isn’t',
      `${role}rules: [{ role: crew, may: all, in: [developmnt] }]\n`,
      'rules[0].in[0]: there is no such environment or stack: did you mean development?',
    ],
    [
      'nothing to do',
      `${role}rules: [{ role: crew, may: [], in: all }]\n`,
      "rules[0].may: isn't valid: write all, or a list such as [restart, cancel]",
    ],
    [
      'a key of tomorrow',
      rule('approvals: 1'),
      "rules[0].approvals: isn't a key that is known: known here: role, may, in",
    ],
    [
      'the same twice',
      `${role}rules: [{ role: crew, may: [restart, restart], in: all }]\n`,
      'rules[0].may[1]: is listed already: remove one of the two',
    ],
    ['a role without people', 'roles: { crew: {} }\n', 'roles.crew: has nobody in it: write groups or users'],
    [
      'a strong role that needs only one of both',
      'roles: { destroyer: { groups: [S0OWNERS] } }\n',
      'roles.destroyer: takes both, membership in one of its groups and a line in its users: write users too',
    ],
    [
      'the name of what may-start gives',
      'roles: { may-start: { users: [U0ONE] } }\n',
      'roles.may-start: is what access: may-start gives: choose another name',
    ],
    [
      'a handle in place of an id',
      'roles: { crew: { groups: ["@crew"] } }\n',
      "roles.crew.groups[0]: isn't valid: write a user group's Slack id, such as S0ONCALL (the group's menu, Copy group ID)",
    ],
    [
      'more groups than Slack can be asked about',
      `roles: { crew: { groups: [${Array.from({ length: 11 }, (_, i) => `S0${i}`).join(', ')}] } }\n`,
      'roles: names 11 groups, and Slack can be asked often enough about 10: use fewer',
    ],
    [
      'one account of two people',
      'people: [[U0ONE, U0TWO], [U0THREE, U0TWO]]\n',
      'people[1][1]: is one person with U0ONE already: write all their accounts in one list',
    ],
    [
      'one account alone',
      'people: [[U0ONE]]\n',
      'people[0]: names one account: write all that are one person, or take it out',
    ],
  ])('are refused that name %s', (_, sections, fault) => {
    expect(faults(sections)).toEqual([fault]);
  });

  test('are refused that name a stack like an environment, since one of the two was meant', () => {
    const text = VALID.replace('\n  stage:\n', '\n  staging:\n');
    expect(faultsOf(`${text}${rule('')}`)).toEqual([
      expect.stringContaining('rules[0].in[0]: is an environment and a stack: give the stack another name'),
    ]);
  });
});
