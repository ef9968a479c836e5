import { describe, expect, it } from 'vitest';
import type { Published } from '../../../../sandbox/cloudwatch/publish.ts';
import type { AlarmSeed, AlarmState, Watched } from '../../../../sandbox/cloudwatch/world/alarm.ts';
import { AlarmBoard } from '../../../../sandbox/cloudwatch/world/alarms.ts';

const NOW = Date.UTC(2026, 10, 21, 3, 0, 0);
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:alarms';
const arnOf = (name: string): string => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`;

const cpu: Watched = {
  kind: 'metric',
  metric: 'CPUUtilization',
  namespace: 'AWS/ECS',
  dimensions: [
    { name: 'ClusterName', value: 'gateway' },
    { name: 'ServiceName', value: 'registry' },
  ],
  statistic: 'Average',
  threshold: 85,
  period: 300,
  periods: 2,
};

const told = { region: 'us-east-1', actions: { ALARM: [TOPIC] } };

/** A board, and everything that its alarms told. */
const boardWith = (...seeds: readonly AlarmSeed[]) => {
  const said: (Published & { topic: string })[] = [];
  const board = new AlarmBoard(
    '123456789012',
    () => NOW,
    seeds,
    (topic, published) => {
      said.push({ topic, ...published });
    },
  );
  return { board, said, message: (): unknown => JSON.parse(said.at(-1)?.message ?? 'null') };
};

describe('what an alarm tells its topic', () => {
  it('of one metric: the metric, its dimensions and the threshold', () => {
    const { board, said, message } = boardWith({
      ...told,
      name: 'cpu-high',
      watched: cpu,
      description: 'Too busy',
    });
    board.set('us-east-1', 'cpu-high', 'ALARM', 'Threshold Crossed');
    expect(said).toMatchObject([{ topic: TOPIC, subject: 'ALARM: "cpu-high" in US East (N. Virginia)' }]);
    expect(message()).toEqual({
      AlarmName: 'cpu-high',
      AlarmDescription: 'Too busy',
      AWSAccountId: '123456789012',
      AlarmConfigurationUpdatedTimestamp: '2026-11-21T03:00:00.000+0000',
      NewStateValue: 'ALARM',
      NewStateReason: 'Threshold Crossed',
      StateChangeTime: '2026-11-21T03:00:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: arnOf('cpu-high'),
      OldStateValue: 'OK',
      OKActions: [],
      AlarmActions: [TOPIC],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: 'CPUUtilization',
        Namespace: 'AWS/ECS',
        StatisticType: 'Statistic',
        Statistic: 'AVERAGE',
        Unit: null,
        Dimensions: [
          { value: 'gateway', name: 'ClusterName' },
          { value: 'registry', name: 'ServiceName' },
        ],
        Period: 300,
        EvaluationPeriods: 2,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 85,
        TreatMissingData: 'missing',
        EvaluateLowSampleCountPercentile: '',
      },
    });
  });

  it('of metric maths: the queries in place of a metric, and the threshold', () => {
    const { board, message } = boardWith({
      ...told,
      name: 'error-rate',
      watched: { kind: 'maths', label: 'error rate', threshold: 5, period: 60, periods: 5 },
    });
    board.set('us-east-1', 'error-rate', 'ALARM');
    expect(message()).toMatchObject({
      AlarmDescription: null,
      Trigger: {
        Threshold: 5,
        Metrics: [
          { Id: 'e1', Expression: 'm1 / m2 * 100', Label: 'error rate', ReturnData: true },
          {
            Id: 'm1',
            MetricStat: { Metric: { MetricName: 'HTTPCode_Target_5XX_Count' } },
            ReturnData: false,
          },
          { Id: 'm2', ReturnData: false },
        ],
      },
    });
    expect(message()).not.toHaveProperty('Trigger.MetricName');
    expect(message()).not.toHaveProperty('Trigger.ThresholdMetricId');
  });

  it('of anomaly detection: the band in place of a threshold', () => {
    const { board, message } = boardWith({
      ...told,
      name: 'odd-latency',
      watched: { kind: 'band', metric: 'TargetResponseTime', period: 60, periods: 3 },
    });
    board.set('us-east-1', 'odd-latency', 'ALARM');
    expect(message()).toMatchObject({
      NewStateReason: expect.stringMatching(/^Thresholds Crossed: 3 out of the last 3 datapoints \[/),
      Trigger: { ThresholdMetricId: 'ad1', ComparisonOperator: 'GreaterThanUpperThreshold' },
    });
    expect(message()).not.toHaveProperty('Trigger.MetricName');
    expect(message()).not.toHaveProperty('Trigger.Threshold');
  });

  it('of other alarms: the rule and those that made it ring, and no Trigger', () => {
    const { board, message } = boardWith(
      { region: 'us-east-1', name: 'cpu-high', watched: cpu },
      { region: 'us-east-1', name: 'quiet', watched: cpu },
      {
        ...told,
        name: 'all-of-it',
        watched: { kind: 'composite', rule: `ALARM("quiet") OR ALARM(${arnOf('cpu-high')})` },
      },
    );
    board.set('us-east-1', 'cpu-high', 'ALARM');
    board.set('us-east-1', 'all-of-it', 'ALARM');
    expect(message()).toMatchObject({
      NewStateReason: `${arnOf('cpu-high')} transitioned to ALARM at Saturday 21 November, 2026 03:00:00 UTC`,
      AlarmRule: `ALARM("quiet") OR ALARM(${arnOf('cpu-high')})`,
      TriggeringChildren: [
        { Arn: arnOf('cpu-high'), State: { Value: 'ALARM', Timestamp: '2026-11-21T03:00:00.000+0000' } },
      ],
    });
    expect(message()).not.toHaveProperty('Trigger');
  });

  it('has a subject of 100 characters at most, however long the name', () => {
    const { board, said } = boardWith({ ...told, name: 'x'.repeat(200), watched: cpu });
    board.set('us-east-1', 'x'.repeat(200), 'ALARM');
    expect(said[0]?.subject).toHaveLength(100);
  });
});

describe('an alarm tells', () => {
  const everything: AlarmSeed = {
    region: 'us-east-1',
    name: 'cpu-high',
    watched: cpu,
    actions: { ALARM: [TOPIC], OK: [`${TOPIC}-ok`, `${TOPIC}-log`], INSUFFICIENT_DATA: [`${TOPIC}-none`] },
  };
  const topicsOf = (seed: AlarmSeed, ...states: readonly AlarmState[]): string[] => {
    const { board, said } = boardWith(seed);
    for (const state of states) board.set('us-east-1', 'cpu-high', state);
    return said.map(({ topic }) => topic);
  };

  it('those that the actions of its new state name', () => {
    expect(topicsOf(everything, 'ALARM', 'OK', 'INSUFFICIENT_DATA')).toEqual([
      TOPIC,
      `${TOPIC}-ok`,
      `${TOPIC}-log`,
      `${TOPIC}-none`,
    ]);
  });

  it('nobody when the state stays, has no actions, or they are off', () => {
    expect(topicsOf(everything, 'OK')).toEqual([]);
    expect(topicsOf({ ...everything, actions: { ALARM: [TOPIC] } }, 'ALARM', 'ALARM', 'OK')).toEqual([TOPIC]);
    expect(topicsOf({ ...everything, actionsEnabled: false }, 'ALARM')).toEqual([]);
  });
});
