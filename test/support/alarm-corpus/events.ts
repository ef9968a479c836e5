type Raw = Readonly<Record<string, unknown>>;

const place = {
  version: '0',
  id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  account: '111122223333',
  region: 'us-east-1',
};
const time = '2026-11-26T03:12:00Z';

const alarmEvent = (alarmName: string, detail: Raw): Raw => ({
  ...place,
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  time,
  resources: [`arn:aws:cloudwatch:us-east-1:111122223333:alarm:${alarmName}`],
  detail: { alarmName, ...detail },
});

const state = (value: string, reason: string, data?: Raw): Raw => ({
  value,
  reason,
  timestamp: '2026-11-26T03:12:00.500+0000',
  ...(data === undefined ? {} : { reasonData: JSON.stringify({ version: '1.0', ...data }) }),
});

const metric = (id: string, namespace: string, name: string, returnData: boolean): Raw => ({
  id,
  metricStat: {
    metric: {
      dimensions: { ClusterName: 'mcp-gateway-ecs-cluster', ServiceName: 'mcp-gateway-v2-registry' },
      name,
      namespace,
    },
    period: 300,
    stat: 'Average',
  },
  returnData,
});

const ecs = (type: string, resources: readonly string[], detail: Raw): Raw => ({
  ...place,
  'detail-type': type,
  source: 'aws.ecs',
  time,
  resources,
  detail,
});

const SERVICE = 'arn:aws:ecs:us-east-1:111122223333:service/mcp-gateway-ecs-cluster/mcp-gateway-v2-registry';
const CLUSTER = 'arn:aws:ecs:us-east-1:111122223333:cluster/mcp-gateway-ecs-cluster';
const TASK =
  'arn:aws:ecs:us-east-1:111122223333:task/mcp-gateway-ecs-cluster/0123456789abcdef0123456789abcdef';

/** Events of EventBridge about alarms (Amazon CloudWatch User Guide, "Alarm events and EventBridge"). */
export const alarmEvents = {
  'event of a metric': alarmEvent('mcp-gateway-v2-registry-cpu-high', {
    configuration: {
      description: 'CPU of the registry',
      metrics: [metric('m1', 'AWS/ECS', 'CPUUtilization', true)],
    },
    previousState: state(
      'OK',
      'Threshold Crossed: 1 datapoint [12.0 (26/11/26 02:02:00)] was not greater than the threshold (85.0).',
    ),
    state: state(
      'ALARM',
      'Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (26/11/26 03:07:00)] was greater than the threshold (85.0) (minimum 1 datapoint for OK -> ALARM transition).',
      {
        statistic: 'Average',
        period: 300,
        recentDatapoints: [80.5, 99.50160229693434],
        threshold: 85,
      },
    ),
    alarmTags: { team: 'platform' },
  }),
  'event of metric maths': alarmEvent('traffic-high', {
    configuration: {
      metrics: [
        { expression: 'SUM(METRICS())', id: 'e1', label: 'Total Network Traffic', returnData: true },
        metric('m1', 'AWS/EC2', 'NetworkIn', false),
        metric('m2', 'AWS/EC2', 'NetworkOut', false),
      ],
    },
    state: state(
      'OK',
      'Threshold Crossed: 1 out of the last 1 datapoints [4562.0 (26/11/26 03:07:00)] was not greater than or equal to the threshold (10000.0) (minimum 1 datapoint for ALARM -> OK transition).',
      { period: 300, recentDatapoints: [4562], threshold: 10_000 },
    ),
  }),
  'event of anomaly detection': alarmEvent('EC2 CPU Utilization Anomaly', {
    configuration: {
      metrics: [
        metric('m1', 'AWS/EC2', 'CPUUtilization', true),
        {
          id: 'ad1',
          expression: 'ANOMALY_DETECTION_BAND(m1, 0.8)',
          label: 'CPUUtilization (expected)',
          returnData: true,
        },
      ],
    },
    state: state(
      'ALARM',
      'Thresholds Crossed: 1 out of the last 1 datapoints [0.0 (26/11/26 03:11:00)] was less than the lower thresholds [0.0205] or greater than the upper thresholds [0.3006] (minimum 1 datapoint for OK -> ALARM transition).',
      { period: 60, recentDatapoints: [0], recentLowerThresholds: [0.0205], recentUpperThresholds: [0.3006] },
    ),
  }),
  'event of a composite': alarmEvent('registry-down', {
    configuration: {
      alarmRule: 'ALARM("mcp-gateway-v2-registry-cpu-high")',
      description: 'the registry is down',
    },
    state: state(
      'ALARM',
      'arn:aws:cloudwatch:us-east-1:111122223333:alarm:mcp-gateway-v2-registry-cpu-high transitioned to ALARM at Thursday 26 November, 2026 03:12:00 UTC',
      {
        triggeringAlarms: [
          {
            arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:mcp-gateway-v2-registry-cpu-high',
            state: { value: 'ALARM', timestamp: '2026-11-26T03:12:00.400+0000' },
          },
        ],
      },
    ),
  }),
  'event without data': {
    ...alarmEvent('mcp-gateway-v2-registry-cpu-high', {
      configuration: { metrics: [metric('m1', 'AWS/ECS', 'CPUUtilization', true)] },
      state: state('INSUFFICIENT_DATA', 'Insufficient Data: 1 datapoint was unknown.', {
        recentDatapoints: [],
        threshold: 85,
      }),
    }),
    resources: [],
  },
} satisfies Record<string, Raw>;

/** Events of ECS (Amazon ECS Developer Guide, "Amazon ECS events"). */
export const ecsEvents = {
  'deployment in progress': ecs('ECS Deployment State Change', [SERVICE], {
    eventType: 'INFO',
    eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS',
    deploymentId: 'ecs-svc/123',
    updatedAt: time,
    reason: 'ECS deployment ecs-svc/123 in progress.',
  }),
  'deployment failed': ecs('ECS Deployment State Change', [SERVICE], {
    eventType: 'ERROR',
    eventName: 'SERVICE_DEPLOYMENT_FAILED',
    deploymentId: 'ecs-svc/123',
    reason: 'ECS deployment circuit breaker: task failed to start.',
  }),
  'service action': ecs('ECS Service Action', [SERVICE], {
    eventType: 'WARN',
    eventName: 'SERVICE_TASK_START_IMPAIRED',
    clusterArn: CLUSTER,
    createdAt: time,
  }),
  task: ecs('ECS Task State Change', [TASK], {
    clusterArn: CLUSTER,
    taskArn: TASK,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stoppedReason: 'Essential container in task exited',
    group: 'service:mcp-gateway-v2-registry',
    version: 5,
  }),
} satisfies Record<string, Raw>;

/** Other things that reach a topic: shown as they are. */
export const otherMessages: Readonly<Record<string, string>> = {
  'a text': 'The nightly backup is done.',
  markup: '<!channel> *look* <https://evil.example|here>',
  'several lines': 'first\r\nsecond\u2028third\u0000',
  'turned direction': 'safe\u202Etxt.exe\u2066',
  empty: '',
  'a number': '42',
  'a list': '[1, 2]',
  null: 'null',
  'another event': JSON.stringify({
    ...place,
    source: 'aws.health',
    'detail-type': 'AWS Health Event',
    time,
    detail: {},
  }),
  'configuration of an alarm': JSON.stringify({
    ...alarmEvents['event of a metric'],
    'detail-type': 'CloudWatch Alarm Configuration Change',
  }),
  'a forged source': JSON.stringify({ ...alarmEvents['event of a metric'], source: 'custom.app' }),
  'ECS without a cluster': JSON.stringify(
    ecs('ECS Service Action', ['arn:aws:ecs:us-east-1:111122223333:service/registry'], {
      eventName: 'SERVICE_STEADY_STATE',
    }),
  ),
  'Alertmanager through SNS': JSON.stringify({ version: '4', status: 'firing', alerts: [] }),
  deep: '['.repeat(100_000),
  'deep and whole': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  'half a character': '\ud83d',
  long: 'a\ud83d\ude80'.repeat(50_000),
};
