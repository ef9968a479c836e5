import { expect, it } from 'vitest';
import type { AlarmSeed } from '../../../../sandbox/cloudwatch/world/alarm.ts';
import { AlarmBoard } from '../../../../sandbox/cloudwatch/world/alarms.ts';
import { alarmStateChange } from '../../../../sandbox/eventbridge/alarm-events.ts';

const NOW = Date.UTC(2026, 10, 21, 3, 0, 0);

/** The event of an alarm that rings, and of those that made it ring. */
const eventOf = (seed: AlarmSeed, ...children: readonly AlarmSeed[]) => {
  const board = new AlarmBoard('123456789012', () => NOW, [seed, ...children]);
  const find = (name: string) => board.in('us-east-1').find((alarm) => alarm.name === name);
  const before = find(seed.name);
  board.set('us-east-1', seed.name, 'ALARM', 'Threshold Crossed');
  const alarm = find(seed.name);
  if (!alarm || !before) throw new Error('no alarm');
  const rang = children.flatMap(({ name }) => find(name) ?? []);
  return alarmStateChange({ alarm, children: rang }, before, 'c4c1c1c9');
};

const cpu: AlarmSeed = {
  region: 'us-east-1',
  name: 'cpu-high',
  description: 'Too busy',
  watched: {
    kind: 'metric',
    metric: 'CPUUtilization',
    namespace: 'AWS/ECS',
    dimensions: [{ name: 'ServiceName', value: 'registry' }],
    statistic: 'Average',
    threshold: 85,
    period: 300,
    periods: 2,
  },
};

it('an alarm of one metric tells both states and what it watches', () => {
  expect(eventOf(cpu)).toMatchObject({
    version: '0',
    id: 'c4c1c1c9',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '123456789012',
    time: '2026-11-21T03:00:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:cpu-high'],
    detail: {
      alarmName: 'cpu-high',
      configuration: {
        description: 'Too busy',
        metrics: [
          {
            metricStat: {
              metric: {
                name: 'CPUUtilization',
                namespace: 'AWS/ECS',
                dimensions: { ServiceName: 'registry' },
              },
              period: 300,
              stat: 'Average',
            },
            returnData: true,
          },
        ],
      },
      previousState: { value: 'OK', timestamp: '2026-11-21T03:00:00.000+0000' },
      state: { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-11-21T03:00:00.000+0000' },
    },
  });
});

it('metric maths and anomaly detection have an expression', () => {
  const band = { kind: 'band', metric: 'TargetResponseTime', period: 60, periods: 3 } as const;
  expect(eventOf({ region: 'us-east-1', name: 'odd', watched: band })).toMatchObject({
    detail: { configuration: { metrics: [{ expression: 'ANOMALY_DETECTION_BAND(m1, 2)' }, { id: 'm1' }] } },
  });
});

it('a composite alarm tells its rule, and those that made it ring', () => {
  const composite: AlarmSeed = {
    region: 'us-east-1',
    name: 'all-of-it',
    watched: { kind: 'composite', rule: 'ALARM("cpu-high")' },
  };
  const { detail } = eventOf(composite, { ...cpu, state: 'ALARM' });
  expect(detail).toMatchObject({
    configuration: { alarmRule: 'ALARM("cpu-high")' },
    state: { reasonData: expect.stringContaining('alarm:cpu-high","state":{"value":"ALARM"') },
  });
  expect(detail).not.toHaveProperty('configuration.metrics');
});
