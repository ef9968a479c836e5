/** The account and region of the corpus. */
const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

/** When SNS took the messages of the corpus: a second after CloudWatch changed the alarms' states. */
export const SENT = '2026-11-26T03:12:01.123Z';
export const CHANGED = Date.UTC(2026, 10, 26, 3, 12, 0, 500);

type Raw = Readonly<Record<string, unknown>>;

/** The metric and the terms of a plain alarm. */
interface Metric {
  readonly name: string;
  readonly metric: string;
  readonly namespace: string;
  readonly statistic: string;
  readonly dimensions: readonly Raw[];
  readonly threshold: number;
  readonly period: number;
}

const registryOf = (service: string): readonly Raw[] => [
  { value: 'mcp-gateway-ecs-cluster', name: 'ClusterName' },
  { value: `mcp-gateway-v2-${service}`, name: 'ServiceName' },
];
const loadBalancer: readonly Raw[] = [
  { value: 'app/mcp-gateway-v2-alb/50dc6c495c0c9188', name: 'LoadBalancer' },
];

const ofService = (service: string, what: 'cpu' | 'memory'): Metric => ({
  name: `mcp-gateway-v2-${service}-${what}-high`,
  metric: what === 'cpu' ? 'CPUUtilization' : 'MemoryUtilization',
  namespace: 'AWS/ECS',
  statistic: 'AVERAGE',
  dimensions: registryOf(service),
  threshold: 85,
  period: 300,
});

const ofBalancer = (
  name: string,
  metric: string,
  statistic: string,
  threshold: number,
  period: number,
): Metric => ({
  name: `mcp-gateway-v2-alb-${name}`,
  metric,
  namespace: 'AWS/ApplicationELB',
  statistic,
  dimensions: loadBalancer,
  threshold,
  period,
});

/** The seven alarms that the MCP Gateway Registry's Terraform makes. */
const gatewayMetrics = {
  authCpu: ofService('auth', 'cpu'),
  registryCpu: ofService('registry', 'cpu'),
  authMemory: ofService('auth', 'memory'),
  registryMemory: ofService('registry', 'memory'),
  unhealthy: ofBalancer('unhealthy-targets', 'UnHealthyHostCount', 'AVERAGE', 0, 60),
  errors: ofBalancer('5xx-errors', 'HTTPCode_Target_5XX_Count', 'SUM', 10, 300),
  slow: ofBalancer('response-time', 'TargetResponseTime', 'AVERAGE', 1, 300),
} satisfies Record<string, Metric>;

const arnOf = (name: string): string => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}`;

/** What every message of an alarm has (Amazon CloudWatch User Guide, "Schema of Amazon SNS notifications"). */
const change = (name: string, state: string, reason: string): Raw => ({
  AlarmName: name,
  AlarmDescription: `Runbook: https://wiki.example.com/${encodeURIComponent(name)}`,
  AWSAccountId: ACCOUNT,
  AlarmConfigurationUpdatedTimestamp: '2026-10-01T09:00:00.000+0000',
  NewStateValue: state,
  NewStateReason: reason,
  StateChangeTime: '2026-11-26T03:12:00.500+0000',
  Region: 'US East (N. Virginia)',
  AlarmArn: arnOf(name),
  OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
  OKActions: [],
  AlarmActions: [`arn:aws:sns:${REGION}:${ACCOUNT}:mcp-gateway-v2-alarms`],
  InsufficientDataActions: [],
});

/** A plain alarm's message: two values, the newest first, as CloudWatch writes them. */
const metricMessage = (of: Metric, state: string, values: readonly [string, string]): Raw => ({
  ...change(
    of.name,
    state,
    `Threshold Crossed: 2 datapoints [${values[0]} (26/11/26 03:07:00), ${values[1]} (26/11/26 03:02:00)] were ${
      state === 'ALARM' ? '' : 'not '
    }greater than the threshold (${of.threshold.toFixed(1)}).`,
  ),
  Trigger: {
    MetricName: of.metric,
    Namespace: of.namespace,
    StatisticType: 'Statistic',
    Statistic: of.statistic,
    Unit: null,
    Dimensions: of.dimensions,
    Period: of.period,
    EvaluationPeriods: 2,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: of.threshold,
    TreatMissingData: 'missing',
    EvaluateLowSampleCountPercentile: '',
  },
});

const trigger = (message: Raw): Raw => {
  const found = message['Trigger'];
  return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found)) : {};
};

const without = (raw: Raw, ...names: readonly string[]): Raw =>
  Object.fromEntries(Object.entries(raw).filter(([name]) => !names.includes(name)));

const ringing = metricMessage(gatewayMetrics.registryCpu, 'ALARM', ['92.41666666666667', '90.0']);

const queried = (name: string, reason: string, terms: Raw): Raw => ({
  ...change(name, 'ALARM', reason),
  Trigger: { Period: 60, EvaluationPeriods: 5, TreatMissingData: 'missing', ...terms },
});

const query = (id: string, metric: string, dimensions: readonly Raw[], returned: boolean): Raw => ({
  Id: id,
  MetricStat: {
    Metric: { Dimensions: dimensions, MetricName: metric, Namespace: 'AWS/ApplicationELB' },
    Period: 60,
    Stat: 'Sum',
  },
  ReturnData: returned,
});

/** The name of a message's alarm in other writings. */
const renamed = (message: Raw, name: string): Raw => ({
  ...message,
  AlarmName: name,
  AlarmArn: arnOf(name),
});

/** Alarms' own messages, by what is special about them. */
export const cloudWatchMessages = {
  'authentication: CPU': metricMessage(gatewayMetrics.authCpu, 'ALARM', ['97.0', '88.25']),
  'registry: CPU': ringing,
  'authentication: memory': metricMessage(gatewayMetrics.authMemory, 'ALARM', ['85.02', '86.1']),
  'registry: memory': metricMessage(gatewayMetrics.registryMemory, 'ALARM', ['99.9', '86.1']),
  'unhealthy targets': metricMessage(gatewayMetrics.unhealthy, 'ALARM', ['1.0', '0.5']),
  errors: metricMessage(gatewayMetrics.errors, 'ALARM', ['1042.0', '12.0']),
  'slow answers': metricMessage(gatewayMetrics.slow, 'ALARM', ['1.0004', '3.5']),
  over: metricMessage(gatewayMetrics.registryCpu, 'OK', ['12.0', '90.0']),
  'no data': {
    ...metricMessage(gatewayMetrics.registryCpu, 'INSUFFICIENT_DATA', ['0', '0']),
    NewStateReason: 'Insufficient Data: 2 datapoints were unknown.',
  },
  'missing data that breaches': {
    ...ringing,
    NewStateReason:
      'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
    Trigger: { ...trigger(ringing), TreatMissingData: 'breaching' },
  },
  'some periods of several': {
    ...ringing,
    NewStateReason:
      'Threshold Crossed: 2 out of the last 3 datapoints [91.0 (26/11/26 03:07:00), 88.0 (26/11/26 02:57:00)] were greater than the threshold (85.0) (minimum 2 datapoints for OK -> ALARM transition).',
    Trigger: { ...trigger(ringing), EvaluationPeriods: 3, DatapointsToAlarm: 2 },
  },
  'upper-case dimensions': {
    ...ringing,
    Trigger: {
      ...trigger(ringing),
      Dimensions: [
        { Name: 'ClusterName', Value: 'mcp-gateway-ecs-cluster' },
        { Name: 'ServiceName', Value: 'mcp-gateway-v2-registry' },
      ],
    },
  },
  'data of the reason': {
    ...ringing,
    NewStateReasonData: JSON.stringify({
      version: '1.0',
      queryDate: '2026-11-26T03:12:00.498+0000',
      statistic: 'Average',
      period: 300,
      recentDatapoints: [90, 93.5],
      threshold: 85,
    }),
  },
  'a unit': {
    ...metricMessage({ ...gatewayMetrics.slow, metric: 'DiskUsed', name: 'disk-full' }, 'ALARM', [
      '91.26',
      '90.0',
    ]),
    NewStateReasonData: JSON.stringify({ unit: 'Percent', recentDatapoints: [90, 91.26], threshold: 1 }),
  },
  tags: { ...ringing, AlarmTags: { team: 'platform', severity: 'critical' }, AlarmTagsStatus: 'SUCCESS' },
  'tags as a list': {
    ...ringing,
    AlarmTags: [
      { Key: 'team', Value: 'platform' },
      { key: 'tier', value: '1' },
    ],
  },
  'metric maths': queried(
    'mcp-gateway-v2-error-rate',
    'Threshold Crossed: 5 datapoints [7.25 (26/11/26 03:11:00), 6.0 (26/11/26 03:10:00)] were greater than the threshold (5.0).',
    {
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 5,
      Metrics: [
        { Expression: 'm1 / m2 * 100', Id: 'e1', Label: 'error rate', ReturnData: true },
        query('m1', 'HTTPCode_Target_5XX_Count', loadBalancer, false),
        query('m2', 'RequestCount', loadBalancer, false),
      ],
    },
  ),
  'metric maths over two services': queried(
    'both-cpu',
    'Threshold Crossed: 1 datapoint [190.0 (26/11/26 03:11:00)] was greater than or equal to the threshold (180.0).',
    {
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 180,
      EvaluationPeriods: 1,
      Metrics: [
        { Expression: 'm1 + m2', Id: 'e1', ReturnData: true },
        query('m1', 'CPUUtilization', registryOf('registry'), false),
        query('m2', 'CPUUtilization', registryOf('auth'), false),
      ],
    },
  ),
  'anomaly detection': queried(
    'odd-latency',
    'Thresholds Crossed: 3 out of the last 3 datapoints [0.0666851903306472 (26/11/26 03:11:00), 0.05 (26/11/26 03:10:00)] were less than the lower thresholds [0.01] or greater than the upper thresholds [0.02] (minimum 3 datapoints for OK -> ALARM transition).',
    {
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
      ThresholdMetricId: 'ad1',
      Metrics: [
        query('m1', 'TargetResponseTime', loadBalancer, true),
        { Expression: 'ANOMALY_DETECTION_BAND(m1, 2)', Id: 'ad1', Label: 'expected', ReturnData: true },
      ],
    },
  ),
  composite: {
    ...change(
      'registry-down',
      'ALARM',
      `${arnOf('mcp-gateway-v2-registry-cpu-high')} transitioned to ALARM at Thursday 26 November, 2026 03:12:00 UTC`,
    ),
    AlarmRule: 'ALARM("mcp-gateway-v2-registry-cpu-high") OR ALARM("mcp-gateway-v2-alb-5xx-errors")',
    TriggeringChildren: [
      {
        Arn: arnOf('mcp-gateway-v2-registry-cpu-high'),
        State: { Value: 'ALARM', Timestamp: '2026-11-26T03:12:00.400+0000' },
      },
    ],
  },
  'composite, children as texts': {
    ...change('registry-down', 'OK', 'all children OK'),
    AlarmRule: 'ALARM("a")',
    TriggeringChildren: [arnOf('a'), 'b'],
  },
  'log alarm': {
    ...change(
      'HighErrorCount',
      'ALARM',
      'Threshold Crossed: 3 out of the last 5 query results [142.0 (26/11/26 03:10:00), 135.0 (26/11/26 03:05:00)] were greater than the threshold (100.0) (minimum 3 datapoints for OK -> ALARM transition).',
    ),
    NewStateReasonData: { version: '1.0', threshold: 100, results: [{ status: 'COMPLETE', value: 142 }] },
  },
  'Unicode name': renamed(ringing, 'Registry: Ünïcödé 日本語 🚨 # Inicio de Sesión'),
  'name with turned direction': renamed(ringing, 'cpu\u202Ehgih'),
  'half a character in the name': renamed(ringing, 'cpu\ud83d'),
  'name with colons': renamed(ringing, 'team:registry:cpu/high'),
  'no description': { ...ringing, AlarmDescription: null },
  'no time': without(ringing, 'StateChangeTime'),
  'absurd time': { ...ringing, StateChangeTime: 'yesterday' },
  'time to come': { ...ringing, StateChangeTime: '2039-01-01T00:00:00.000+0000' },
  'no trigger': without(ringing, 'Trigger'),
  'no reason': without(ringing, 'NewStateReason'),
  'in China': {
    ...ringing,
    AlarmArn: 'arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:mcp-gateway-v2-registry-cpu-high',
  },
  '256 KiB': {
    ...ringing,
    AlarmDescription: `${'🚨'.repeat(60_000)}`,
    NewStateReason: `${ringing['NewStateReason']} ${'['.repeat(20_000)}`,
  },
} satisfies Record<string, Raw>;

/** Messages that look like an alarm's and don't say which one, or not how it is. */
export const notAlarms = {
  'no ARN': without(ringing, 'AlarmArn'),
  'ARN of something else': { ...ringing, AlarmArn: 'arn:aws:sns:us-east-1:111122223333:alarm' },
  'account that is none': { ...ringing, AlarmArn: 'arn:aws:cloudwatch:us-east-1:12:alarm:cpu' },
  'region for people': { ...ringing, AlarmArn: 'arn:aws:cloudwatch:US East:111122223333:alarm:cpu' },
  'empty name': renamed(ringing, ''),
  'name too long': renamed(ringing, 'n'.repeat(256)),
  'name of several lines': renamed(ringing, 'cpu\n*@here*'),
  'state that is none': { ...ringing, NewStateValue: 'PANIC' },
  'end of one contributor': {
    ...metricMessage(gatewayMetrics.errors, 'OK', ['1.0', '1.0']),
    AlarmContributorId: 'a1b2',
    AlarmContributorAttributes: { endpoint: '/api' },
  },
} satisfies Record<string, Raw>;
