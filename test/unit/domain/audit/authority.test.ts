import { describe, expect, it } from 'vitest';
import type { AlarmPolicy } from '../../../../src/domain/alarm/alarm-policy.ts';
import {
  type Authority,
  announcedWhere,
  authorityOf,
  policyChanges,
} from '../../../../src/domain/audit/authority.ts';
import { letting } from '../../../support/access.ts';
import { quietPolicy } from '../../../support/alarms.ts';
import { noGates } from '../../../support/gates.ts';
import { registry } from '../../../support/values.ts';

const policy: Authority = {
  access: letting(['U1', 'U2'], { team: 'T1' }),
  policy: { onAlarm: 'offer', afterRollback: 'lock' },
  gates: noGates,
  announcedIn: [],
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
  expect(policyChanges({ access: policy.access, announcedIn: [] }, policy)).toEqual([
    { path: 'gates.criticalAlarms', after: '[]' },
    { path: 'gates.windows', after: '[]' },
    { path: 'policy.afterRollback', after: '"lock"' },
    { path: 'policy.onAlarm', after: '"offer"' },
  ]);
});

it('routes and levels of alarms are told by their place, since their order counts', () => {
  const alarms = {
    ...quietPolicy,
    topics: ['arn:aws:sns:us-east-1:111122223333:alarms'],
    routes: [
      { match: { severities: ['critical'] }, channel: 'C0CRITICAL' },
      { match: {}, channel: 'C0ALL' },
    ],
    heartbeat: { url: 'HEARTBEAT_URL', every: 60_000 },
  } satisfies AlarmPolicy;
  const of = (more: Partial<AlarmPolicy>) =>
    authorityOf({ ...policy, alarms: { ...alarms, ...more }, catalog: { services: [] }, audit: {} });
  const paths = (before: unknown, after: unknown) => policyChanges(before, after).map(({ path }) => path);
  expect(paths(of({}), of({ routes: alarms.routes.toReversed() }))).toEqual([
    'alarms.routes.1.channel',
    'alarms.routes.1.match.severities',
    'alarms.routes.2.channel',
    'alarms.routes.2.match.severities',
  ]);
  const restart = { remedy: 'restart', match: {}, countdown: 1, perDay: 1 };
  expect(paths(of({}), of({ automatic: [restart], topics: [], critical: [{ alarms: ['*'] }] }))).toEqual([
    'alarms.automatic',
    'alarms.critical',
    'alarms.topics',
  ]);
  expect(paths(of({}), of({ alertmanagers: [{ url: 'ALERTMANAGER_URL' }] }))).toEqual([
    'alarms.alertmanagers',
  ]);
  expect(paths(of({}), of({ sharedTopics: { central: ['444455556666'] } }))).toEqual([
    'alarms.sharedTopics.central',
  ]);
  const { alarms: _, ...none } = of({});
  expect(paths(none, of({}))).toContain('alarms.topics');
  expect(paths(of({}), of({ heartbeat: { url: 'OTHER_URL', every: 1 } }))).toEqual([]);
});

describe('a change of the policy', () => {
  const { access, policy: rest } = policy;
  const catalog = {
    services: [
      { ...registry, changesChannel: 'C0B' },
      { ...registry, changesChannel: 'C0A' },
      { ...registry, changesChannel: 'C0A' },
      { ...registry, environment: 'staging', changesChannel: 'C0STAGING' } as const,
    ],
  };

  it('is announced in the changes channels of production, each once', () => {
    const { announcedIn } = authorityOf({ access, gates: noGates, policy: rest, catalog, audit: {} });
    expect(announcedIn).toEqual(['C0A', 'C0B']);
  });

  it('or in the one channel that the configuration names', () => {
    const { announcedIn } = authorityOf({
      access,
      gates: noGates,
      policy: rest,
      catalog,
      audit: { channel: 'C0AUDIT' },
    });
    expect(announcedIn).toEqual(['C0AUDIT']);
  });

  it('is announced where the policy before said, too, so that nobody turns the announcement off unseen', () => {
    expect(announcedWhere({ announcedIn: ['C0A'] }, { announcedIn: [] })).toEqual(['C0A']);
    expect(announcedWhere({ unreadable: '?' }, { announcedIn: ['C0B'] })).toEqual(['C0B']);
  });
});
