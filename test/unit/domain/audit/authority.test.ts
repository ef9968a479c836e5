import { expect, it } from 'vitest';
import { type Authority, policyChanges } from '../../../../src/domain/audit/authority.ts';
import { letting } from '../../../support/access.ts';
import { noGates } from '../../../support/gates.ts';

const policy: Authority = {
  access: letting(['U1', 'U2'], { team: 'T1' }),
  policy: { onAlarm: 'offer', afterRollback: 'lock' },
  gates: noGates,
};

it('the difference between two policies names what is another, before and after', () => {
  const other: Authority = { ...policy, access: letting(['U1', 'U3'], { team: 'T1', mode: 'read-only' }) };
  expect(policyChanges(policy, other)).toEqual([
    { path: 'access.mode', before: '"operate"', after: '"read-only"' },
    { path: 'access.roles.may-start.users', before: '["U1","U2"]', after: '["U1","U3"]' },
  ]);
});

it('the order in which people are listed is no difference, and neither is the same policy', () => {
  const turned = { ...policy, access: letting(['U2', 'U1'], { team: 'T1' }) };
  expect(policyChanges(policy, turned)).toEqual([]);
  expect(policyChanges(policy, policy)).toEqual([]);
});

it('the order of rules is no difference, a rule more is one', () => {
  const rule = { role: 'dev', may: ['restart'], where: { kind: 'everywhere' } } as const;
  const { access } = policy;
  const [first] = access.rules;
  const more = { ...policy, access: { ...access, rules: first ? [first, rule] : [rule] } };
  const turned = { ...policy, access: { ...access, rules: first ? [rule, first] : [rule] } };
  expect(policyChanges(more, turned)).toEqual([]);
  expect(policyChanges(policy, more).map(({ path }) => path)).toEqual(['access.rules']);
});

it('a part that one of the two builds doesn’t know is there or not', () => {
  expect(policyChanges({ access: policy.access }, policy)).toEqual([
    { path: 'gates.criticalAlarms', after: '[]' },
    { path: 'gates.windows', after: '[]' },
    { path: 'policy.afterRollback', after: '"lock"' },
    { path: 'policy.onAlarm', after: '"offer"' },
  ]);
});
