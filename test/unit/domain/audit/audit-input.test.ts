import { describe, expect, it } from 'vitest';
import { auditQuery } from '../../../../src/domain/audit/audit-input.ts';
import { hours, minutes } from '../../../../src/domain/clock.ts';

describe('what is asked of the audit', () => {
  it('is the last day unless told, and all there is of a run', () => {
    expect(auditQuery({})).toEqual({ kind: 'query', length: hours(24) });
    expect(auditQuery({ since: '90m' })).toEqual({ kind: 'query', length: minutes(90) });
    expect(auditQuery({ run: '#1042' })).toMatchObject({ run: 1042, length: hours(24 * 3650) });
    expect(auditQuery({ run: '1042', since: '2h' })).toMatchObject({ run: 1042, length: hours(2) });
  });

  it('names a person as Slack writes a mention, or by their id', () => {
    for (const user of ['<@U0OPERATOR>', '<@U0OPERATOR|operator>', 'U0OPERATOR'])
      expect(auditQuery({ user })).toMatchObject({ user: 'U0OPERATOR' });
  });

  it.each([
    [{ run: 'last' }, '--run'],
    [{ user: '@operator' }, '--user'],
    [{ since: 'yesterday' }, '--since'],
  ])('says what to say instead of %j', (said, flag) => {
    const query = auditQuery(said);
    expect(query.kind === 'wrong' && query.problem).toContain(flag);
  });
});
