import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricWidgetImageCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Published } from '../../../sandbox/cloudwatch/publish.ts';
import { type CloudWatchSandbox, startCloudWatchSandbox } from '../../../sandbox/cloudwatch/sandbox.ts';
import type { AlarmSeed } from '../../../sandbox/cloudwatch/world/alarm.ts';
import { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import { suiteAccount, suiteNow, suiteSeeds } from './alarms.suite.ts';

const REGION = 'us-east-1';
const TOPIC = `arn:aws:sns:${REGION}:${suiteAccount}:alarms`;
const arnOf = (name: string): string => `arn:aws:cloudwatch:${REGION}:${suiteAccount}:alarm:${name}`;
const DIMENSIONS = [
  { name: 'ClusterName', value: 'gateway' },
  { name: 'ServiceName', value: 'registry' },
];

const registry: AlarmSeed = {
  region: REGION,
  name: 'registry-cpu-high',
  watched: {
    kind: 'metric',
    metric: 'CPUUtilization',
    namespace: 'AWS/ECS',
    dimensions: DIMENSIONS,
    statistic: 'Average',
    threshold: 85,
    period: 300,
    periods: 2,
  },
  actions: { ALARM: [TOPIC] },
  description: 'Registry works hard',
};
const METRIC = ['AWS/ECS', 'CPUUtilization', 'ServiceName', 'registry', 'ClusterName', 'gateway'];

let cloudwatch: CloudWatchSandbox;
let client: CloudWatchClient;
let published: (Published & { topic: string })[];
let now: number;

beforeEach(async () => {
  now = suiteNow;
  published = [];
  const board = new AlarmBoard(
    suiteAccount,
    () => now,
    [...suiteSeeds, registry],
    (topic, said) => published.push({ topic, ...said }),
  );
  cloudwatch = await startCloudWatchSandbox(board, () => now);
  client = new CloudWatchClient({
    endpoint: cloudwatch.url,
    region: REGION,
    credentials: { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await cloudwatch.stop();
});

const picture = async (widget: unknown): Promise<PNG> => {
  const MetricWidget = typeof widget === 'string' ? widget : JSON.stringify(widget);
  const { MetricWidgetImage } = await client.send(new GetMetricWidgetImageCommand({ MetricWidget }));
  return PNG.sync.read(Buffer.from(MetricWidgetImage ?? []));
};

const isAt = ({ width, data }: PNG, x: number, y: number, colour: string): boolean =>
  data.readUInt32BE((y * width + x) * 4) === Number.parseInt(`${colour.slice(1)}ff`, 16);

/** The rows in which a colour goes nearly all the way across. */
const rowsOf = (png: PNG, colour: string): number[] =>
  Array.from({ length: png.height }, (_, y) => y).filter((y) => {
    const dots = Array.from({ length: png.width }, (_, x) => isAt(png, x, y, colour));
    return dots.filter(Boolean).length > png.width * 0.7;
  });

/** The highest row that a colour is in; undefined where it is nowhere. */
const topOf = (png: PNG, colour: string): number | undefined =>
  Array.from({ length: png.height }, (_, y) => y).find((y) =>
    Array.from({ length: png.width }, (_, x) => x).some((x) => isAt(png, x, y, colour)),
  );

const BLUE = '#1f77b4';
const RED = '#d62728';

describe('GetMetricWidgetImage', () => {
  it('answers a PNG of the size that was asked for, 600 by 400 unless told', async () => {
    expect(await picture({ metrics: [METRIC] })).toMatchObject({ width: 600, height: 400 });
    const wide = await picture({ metrics: [METRIC], width: 1200, height: 500 });
    expect(wide).toMatchObject({ width: 1200, height: 500 });
    expect(await picture({ metrics: [METRIC], width: 1, height: 1 })).toMatchObject({ width: 1, height: 1 });
  });

  it('draws an alarm with its threshold: the metric is below the line while all is well, and above it while it rings', async () => {
    const widget = { annotations: { alarms: [arnOf('registry-cpu-high')] } };
    const quiet = await picture(widget);
    const [line = 0] = rowsOf(quiet, RED);
    expect(rowsOf(quiet, RED)).toHaveLength(2);
    expect(topOf(quiet, BLUE)).toBeGreaterThan(line);

    cloudwatch.set(REGION, 'registry-cpu-high', 'ALARM');
    const ringing = await picture(widget);
    expect(topOf(ringing, BLUE)).toBeLessThan(rowsOf(ringing, RED)[0] ?? 0);
  });

  it('draws a metric by its name, its dimensions in any order, with lines across and from top to bottom', async () => {
    const png = await picture({
      metrics: [[...METRIC, { color: '#00AA00' }]],
      annotations: {
        horizontal: [{ label: 'threshold', value: 85, color: '#ff0000' }],
        vertical: [
          { label: 'deploy #12', value: new Date(suiteNow - 3_600_000).toISOString(), color: '#0000ff' },
        ],
      },
      start: '-PT2H',
      title: 'CPU of registry',
      period: 60,
      timezone: '+0100',
    });
    expect(rowsOf(png, '#ff0000')).toHaveLength(2);
    expect(topOf(png, '#00aa00')).toBeDefined();
    const middle = Math.round((56 + 600 - 13) / 2);
    const dashes = Array.from({ length: 400 }, (_, y) => isAt(png, middle, y, '#0000ff')).filter(Boolean);
    expect(dashes.length).toBeGreaterThan(100);
  });

  it('draws nothing of a metric that nobody watches, and of one without data', async () => {
    const nobody = await picture({ metrics: [['AWS/ECS', 'CPUUtilization', 'ServiceName', 'nobody-s']] });
    expect(topOf(nobody, BLUE)).toBeUndefined();
    const silent = await picture({ annotations: { alarms: [arnOf('no-data')] } });
    expect([rowsOf(silent, RED).length, topOf(silent, BLUE)]).toEqual([2, undefined]);
  });

  it('draws metric maths and anomaly detection by their alarms', async () => {
    for (const name of ['error-rate', 'odd-latency']) {
      expect(topOf(await picture({ annotations: { alarms: [arnOf(name)] } }), BLUE)).toBeDefined();
    }
  });

  it('takes the short forms of metrics', async () => {
    const png = await picture({
      metrics: [METRIC, ['.', '.', '.', 'nobody-s', '.', '.'], ['...', { stat: 'p99' }]],
    });
    expect(topOf(png, BLUE)).toBeDefined();
  });

  it.each<[string, unknown]>([
    ['what is not JSON', '{"metrics":'],
    ['no metric and no alarm', { title: 'empty' }],
    ['101 metrics', { metrics: Array.from({ length: 101 }, () => METRIC) }],
    ['more than 2000 dots across', { metrics: [METRIC], width: 2001 }],
    ['a height that is no number', { metrics: [METRIC], height: '400' }],
    ['a period that CloudWatch has not', { metrics: [METRIC], period: 7 }],
    ['a colour by its name', { metrics: [[...METRIC, { color: 'red' }]] }],
    ['a line at no time', { metrics: [METRIC], annotations: { vertical: [{ value: 'yesterday' }] } }],
    ['an end before its start', { metrics: [METRIC], start: '-PT1H', end: '-PT2H' }],
    ['a key that is not documented', { metrics: [METRIC], titel: 'CPU' }],
    ['two alarms', { annotations: { alarms: [arnOf('registry-cpu-high'), arnOf('cpu-flaps')] } }],
    ['an alarm that is not there', { annotations: { alarms: [arnOf('nobody-s')] } }],
    ['a composite alarm, which has no metric', { annotations: { alarms: [arnOf('all-of-it')] } }],
  ])('refuses %s', async (_, widget) => {
    await expect(picture(widget)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('SetAlarmState', () => {
  const set = (AlarmName: string, more: Record<string, string> = {}) =>
    client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test', ...more }));
  const state = async () => {
    const { MetricAlarms } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: ['registry-cpu-high'] }),
    );
    return MetricAlarms?.[0]?.StateValue;
  };

  it('makes an alarm say so and tell its topic, until it is evaluated: its metric never changed', async () => {
    await set('registry-cpu-high');
    expect(await state()).toBe('ALARM');
    expect(published).toMatchObject([
      { topic: TOPIC, subject: 'ALARM: "registry-cpu-high" in US East (N. Virginia)' },
    ]);
    const png = await picture({ annotations: { alarms: [arnOf('registry-cpu-high')] } });
    expect(topOf(png, BLUE)).toBeGreaterThan(rowsOf(png, RED)[0] ?? 400);

    cloudwatch.board.evaluate();
    expect(await state()).toBe('OK');
    expect(published).toHaveLength(1);
  });

  it('tells nobody when the state was so already', async () => {
    await set('registry-cpu-high');
    await set('registry-cpu-high');
    expect(published).toHaveLength(1);
  });

  it('refuses an alarm that is not there, a state that is none, and data that is not JSON', async () => {
    await expect(set('nobody-s')).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(set('registry-cpu-high', { StateValue: 'BAD' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(set('registry-cpu-high', { StateReasonData: '{' })).rejects.toMatchObject({
      name: 'InvalidFormatFault',
    });
    expect(published).toEqual([]);
  });

  it('refuses to do it without a reason', async () => {
    const unreasoned = new SetAlarmStateCommand({
      AlarmName: 'registry-cpu-high',
      StateValue: 'ALARM',
      StateReason: undefined,
    });
    await expect(client.send(unreasoned)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('DescribeAlarms', () => {
  it('shows whom an alarm tells, and what it is for', async () => {
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'registry-' }));
    expect(MetricAlarms).toMatchObject([
      {
        AlarmArn: arnOf('registry-cpu-high'),
        AlarmDescription: 'Registry works hard',
        ActionsEnabled: true,
        AlarmActions: [TOPIC],
        OKActions: [],
        InsufficientDataActions: [],
        Dimensions: [
          { Name: 'ClusterName', Value: 'gateway' },
          { Name: 'ServiceName', Value: 'registry' },
        ],
      },
    ]);
  });

  it('finds by the beginning of a name or by names, not by both', async () => {
    const both = new DescribeAlarmsCommand({ AlarmNamePrefix: 'cpu', AlarmNames: ['cpu-high'] });
    await expect(client.send(both)).rejects.toMatchObject({ name: 'ValidationException' });
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'cpu' }));
    expect(MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['cpu-flaps', 'cpu-high']);
  });
});
