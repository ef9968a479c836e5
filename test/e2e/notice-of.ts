import { registry } from '../support/values.ts';
import { CPU } from './alarm-scene.ts';

/** What CloudWatch tells of the CPU alarm's ring, as if the alarm, and the registry that it names, were of that account. */
export const noticeOf = (account: string): string =>
  JSON.stringify({
    AlarmName: CPU,
    AWSAccountId: account,
    AlarmArn: `arn:aws:cloudwatch:${registry.region}:${account}:alarm:${CPU}`,
    NewStateValue: 'ALARM',
    OldStateValue: 'OK',
    NewStateReason: 'restart registry now',
    StateChangeTime: new Date().toISOString(),
    Region: 'US East (N. Virginia)',
    Trigger: {
      MetricName: 'CPUUtilization',
      Namespace: 'AWS/ECS',
      Dimensions: [
        { name: 'ClusterName', value: registry.cluster },
        { name: 'ServiceName', value: registry.ecsService },
      ],
      Period: 60,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 85,
      Statistic: 'AVERAGE',
    },
  });
