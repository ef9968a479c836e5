import { describe, expect, it } from 'vitest';
import type { PolicyChange } from '../../../src/domain/audit/entry.ts';
import { policyChangedMessage } from '../../../src/views/announcement/policy-changed.ts';

const words = (...changes: PolicyChange[]): string[] =>
  policyChangedMessage({ kind: 'policy-changed', changes }).text.split('\n');

describe('a changed policy', () => {
  it('says of a list what was added and what was taken away', () => {
    const [, line] = words({ path: 'access.roles.crew.users', before: '["U1","U2"]', after: '["U2","U3"]' });
    expect(line).toBe('• `access.roles.crew.users`: added <@U3>; taken away <@U1>');
  });

  it('says of a rule who may do what and where', () => {
    const rule = { role: 'crew', may: 'everything', where: { kind: 'everywhere' } };
    const [, line] = words({ path: 'access.rules', before: '[]', after: JSON.stringify([rule]) });
    expect(line).toBe('• `access.rules`: added `crew` may *everything* everywhere');
  });

  it('says of a single value what it was and is', () => {
    expect(words({ path: 'policy.onAlarm', before: '"offer"', after: '"roll-back"' })[1]).toContain(
      'offer → roll-back',
    );
    expect(words({ path: 'policy.onAlarm', after: '"offer"' })[1]).toContain('nothing → offer');
    expect(words({ path: 'x', before: 'no JSON', after: '{"a":1}' })[1]).toContain('no JSON → `{"a":1}`');
  });

  it('shows ten changes, counts the others, and says where all of them are', () => {
    const lines = words(...Array.from({ length: 13 }, (_, n) => ({ path: `p${n}`, after: '1' })));
    expect(lines.filter((line) => line.startsWith('•'))).toHaveLength(10);
    expect(lines.slice(-2)).toEqual(['… and 3 more.', 'All of it: `/ops audit`']);
  });
});
