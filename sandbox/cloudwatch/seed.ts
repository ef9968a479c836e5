import type { Catalog } from '../../src/domain/target/catalog.ts';
import type { ResolvedService } from '../../src/domain/target/service.ts';
import type { AlarmSeed, AlarmState, Dimension, Watched } from './world/alarm.ts';

const metric = (
  name: string,
  namespace: string,
  statistic: 'Average' | 'Sum',
  threshold: number,
  period: number,
): Watched => ({ kind: 'metric', metric: name, namespace, statistic, threshold, period, periods: 2 });

const LOAD_BALANCER = 'AWS/ApplicationELB';

/** The load balancer of the MCP Gateway Registry's stack, as its metrics name it. */
const ALB: Dimension = { name: 'LoadBalancer', value: 'app/mcp-gateway-v2-alb/50dc6c495c0c9188' };

/** The alarms of the MCP Gateway Registry's Terraform, by how their names end. */
const KNOWN: readonly {
  readonly end: string;
  readonly watched: Watched;
  readonly state?: AlarmState;
}[] = [
  { end: 'cpu-high', watched: metric('CPUUtilization', 'AWS/ECS', 'Average', 85, 300) },
  { end: 'memory-high', watched: metric('MemoryUtilization', 'AWS/ECS', 'Average', 85, 300) },
  {
    end: 'alb-unhealthy-targets',
    watched: metric('UnHealthyHostCount', LOAD_BALANCER, 'Average', 0, 60),
    // Without the dimension TargetGroup it never gets data.
    state: 'INSUFFICIENT_DATA',
  },
  { end: 'alb-5xx-errors', watched: metric('HTTPCode_Target_5XX_Count', LOAD_BALANCER, 'Sum', 10, 300) },
  { end: 'alb-response-time', watched: metric('TargetResponseTime', LOAD_BALANCER, 'Average', 1, 300) },
];

/** The topic that the alarms of an account and region tell (its Terraform: the prefix, and what Terraform adds). */
export const alarmTopic = (account: string, region: string): string =>
  `arn:aws:sns:${region}:${account}:mcp-gateway-v2-alarms-20260214093015`;

/** What tells one service's metric from another's: its cluster and name, or the stack's load balancer. */
const dimensionsOf = (watched: Watched, { cluster, ecsService }: ResolvedService): readonly Dimension[] => {
  if (watched.kind !== 'metric') return [];
  if (watched.namespace === LOAD_BALANCER) return [ALB];
  return [
    { name: 'ClusterName', value: cluster },
    { name: 'ServiceName', value: ecsService },
  ];
};

/**
 * How long alarms look before they ring, in place of the periods above. Those are of a world in which a rollout takes
 * minutes; in a world that rolls out in seconds they would make the watch after it the longest part by far. Such a short
 * period isn't real: ECS publishes a metric a minute (ECS Developer Guide, "CloudWatch metrics"). Names, metrics and
 * thresholds stay as they are.
 */
export interface AlarmPace {
  /** Seconds. */
  readonly period: number;
  readonly periods: number;
}

/**
 * Every alarm that the services of an account list, in its region: quiet, and watching what its name says, for as long
 * as it really would unless a pace is given. It tells its topic when it rings, and nobody when it is over: the real ones
 * have no OK actions.
 */
export const seedAlarms = (catalog: Catalog, account: string, pace?: AlarmPace): AlarmSeed[] =>
  catalog.services
    .filter((service) => service.account === account)
    .flatMap((service) =>
      service.alarms.map((name) => {
        const { region } = service;
        const known = KNOWN.find(({ end }) => name.endsWith(end));
        const watched = known?.watched ?? metric('Errors', 'Custom', 'Sum', 0, 60);
        return {
          region,
          name,
          watched: { ...watched, dimensions: dimensionsOf(watched, service), ...pace },
          actions: { ALARM: [alarmTopic(account, region)] },
          ...(known?.state ? { state: known.state } : {}),
        };
      }),
    );
