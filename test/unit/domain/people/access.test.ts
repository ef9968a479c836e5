import { describe, expect, test } from 'vitest';
import { type AccessPolicy, mayAsk, mayStart } from '../../../../src/domain/people/access.ts';

const policy: AccessPolicy = { team: 'T0', mode: 'operate', mayStart: ['U0LISTED'] };
const person = (user: string, team = 'T0') => ({ kind: 'slack', team, user }) as const;

describe('who may start something', () => {
  test.each([
    ['somebody who is listed', policy, person('U0LISTED'), { kind: 'yes' }],
    ['somebody who is not', policy, person('U0OTHER'), { kind: 'no', why: 'not-listed' }],
    [
      'the same id of another workspace',
      policy,
      person('U0LISTED', 'T1'),
      { kind: 'no', why: 'foreign-team' },
    ],
    [
      'somebody who is listed, in read-only mode',
      { ...policy, mode: 'read-only' as const },
      person('U0LISTED'),
      { kind: 'no', why: 'read-only' },
    ],
    [
      'another workspace, in read-only mode: it learns nothing of that',
      { ...policy, mode: 'read-only' as const },
      person('U0LISTED', 'T1'),
      { kind: 'no', why: 'foreign-team' },
    ],
  ])('%s', (_, given, actor, decision) => {
    expect(mayStart(given, actor)).toEqual(decision);
  });

  test('whoever is of the workspace may ask, in either mode', () => {
    for (const mode of ['read-only', 'operate'] as const)
      expect(mayAsk({ ...policy, mode }, person('U0OTHER'))).toEqual({ kind: 'yes' });
  });
});
