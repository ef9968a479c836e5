import { expect, it } from 'vitest';
import { type Authority, policyChanges } from '../../../../src/domain/audit/authority.ts';

const policy: Authority = {
  access: { team: 'T1', mode: 'operate', mayStart: ['U1', 'U2'] },
  policy: { onAlarm: 'offer', afterRollback: 'lock' },
};

it('the difference between two policies names what is another, before and after', () => {
  const other: Authority = {
    ...policy,
    access: { ...policy.access, mode: 'read-only', mayStart: ['U1', 'U3'] },
  };
  expect(policyChanges(policy, other)).toEqual([
    { path: 'access.mayStart', before: '["U1","U2"]', after: '["U1","U3"]' },
    { path: 'access.mode', before: '"operate"', after: '"read-only"' },
  ]);
});

it('the order in which people are listed is no difference, and neither is the same policy', () => {
  const turned = { ...policy, access: { ...policy.access, mayStart: ['U2', 'U1'] } };
  expect(policyChanges(policy, turned)).toEqual([]);
  expect(policyChanges(policy, policy)).toEqual([]);
});

it('a part that one of the two builds doesn’t know is there or not', () => {
  expect(policyChanges({ access: policy.access }, policy)).toEqual([
    { path: 'policy.afterRollback', after: '"lock"' },
    { path: 'policy.onAlarm', after: '"offer"' },
  ]);
});
