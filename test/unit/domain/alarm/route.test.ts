import { describe, expect, it } from 'vitest';
import type { AlarmMatch } from '../../../../src/domain/alarm/alarm-policy.ts';
import { matches } from '../../../../src/domain/alarm/match.ts';
import { channelOf, severityOf } from '../../../../src/domain/alarm/route.ts';
import { WEEKDAYS } from '../../../../src/domain/window/window.ts';
import { ALARMS_CHANNEL, inEnvironment, NIGHT, quietPolicy } from '../../../support/alarms.ts';
import { registry } from '../../../support/values.ts';

const alarm = {
  name: 'mcp-gateway-v2-registry-cpu-high',
  severity: 'warning',
  labels: { team: 'gateway' },
  stack: registry.stack,
  environment: 'production',
} as const;

describe('a match', () => {
  it.each<[AlarmMatch, boolean]>([
    [{}, true],
    [{ alarms: ['mcp-gateway-v2-registry-cpu-high'] }, true],
    [{ alarms: ['*-cpu-high'] }, true],
    [{ alarms: ['mcp-*-cpu-*'] }, true],
    [{ alarms: ['*-memory-high', '*registry*'] }, true],
    [{ alarms: ['mcp-gateway-v2-registry'] }, false],
    [{ alarms: ['*high*high*'] }, false],
    [{ severities: ['critical'] }, false],
    [{ where: { kind: 'everywhere' } }, true],
    [{ where: inEnvironment('production') }, true],
    [{ where: inEnvironment('staging') }, false],
    [{ where: { kind: 'places', environments: [], stacks: ['prod-us-east-1'] } }, true],
    [{ where: { kind: 'places', environments: ['staging'], stacks: ['prod-us-east-1'] } }, true],
    [{ where: { kind: 'places', environments: [], stacks: ['prod-us-west-2'] } }, false],
    [{ labels: { team: 'gateway' } }, true],
    [{ labels: { team: 'gateway', tier: '1' } }, false],
  ])('%j: %s', (match, expected) => {
    expect(matches(match, alarm)).toBe(expected);
  });

  it('doesn’t hold of what isn’t known', () => {
    const unknown = { name: 'x', labels: {} };
    expect(matches({ where: inEnvironment('production') }, unknown)).toBe(false);
    expect(matches({ where: { kind: 'everywhere' } }, unknown)).toBe(true);
  });
});

describe('an alarm is told', () => {
  const office = {
    zone: 'UTC',
    recurs: {
      days: WEEKDAYS,
      from: { hour: 8, minute: 0 },
      endsAfterDays: 0,
      to: { hour: 18, minute: 0 },
    },
  };
  const policy = {
    ...quietPolicy,
    routes: [
      { match: { severities: ['critical' as const] }, channel: 'C0CRITICAL' },
      {
        match: { where: { kind: 'places' as const, environments: [], stacks: ['prod-us-east-1'] } },
        times: office,
        channel: 'C0DAY',
      },
    ],
  };

  it('in the channel of the first route that matches at that time, else in that of all', () => {
    expect(channelOf(policy, { ...alarm, severity: 'critical' }, NIGHT)).toBe('C0CRITICAL');
    expect(channelOf(policy, alarm, NIGHT + 9 * 3_600_000)).toBe('C0DAY');
    expect(channelOf(policy, alarm, NIGHT)).toBe(ALARMS_CHANNEL);
  });
});

describe('an alarm is critical', () => {
  it('where its stack or the policy lists it, or it says so itself; else it warns', () => {
    expect(severityOf(quietPolicy, [alarm.name], alarm, undefined)).toBe('critical');
    expect(severityOf({ ...quietPolicy, critical: [{ alarms: ['*-cpu-high'] }] }, [], alarm, 'warning')).toBe(
      'critical',
    );
    expect(severityOf(quietPolicy, [], alarm, 'critical')).toBe('critical');
    expect(severityOf(quietPolicy, ['another'], alarm, undefined)).toBe('warning');
  });
});
