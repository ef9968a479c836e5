import { type CauseRule, rule } from '../cause-rule.ts';

const looksAtLogs = { next: ['logs', 'status'] } as const;

/**
 * Tasks that run and aren't found healthy (ECS developer guide, "service unhealthy event messages"). A target that is
 * unhealthy for a moment usually heals: these count after all that explains more.
 */
export const healthCauses: readonly CauseRule[] = [
  rule({
    ...looksAtLogs,
    cause: 'container-health',
    sign: /failed container health checks/i,
    say: () => 'The container fails its own health check, the one in the task definition',
    mend: 'Either the application is ill, or the check asks the wrong port or path, or too early: see its startPeriod.',
  }),
  rule({
    ...looksAtLogs,
    cause: 'target-timeout',
    sign: /is unhealthy in[\s\S]*(?:Request timed out|Target\.Timeout)/i,
    say: () => 'The load balancer gets no answer from the tasks in time',
    mend: "Look at the port of the target group, at the rule that lets the load balancer in, and at how long the start takes beside the service's grace period.",
  }),
  rule({
    ...looksAtLogs,
    cause: 'target-status',
    sign: /is unhealthy in[\s\S]*?codes?:? \[?([\d, ]+)\]?/i,
    say: (found) => `The load balancer's health check gets ${found[1]?.trim()} from the tasks`,
    mend: 'Look at the path of the health check, the codes that it takes for healthy, and the log.',
  }),
  rule({
    ...looksAtLogs,
    cause: 'unhealthy-target',
    sign: /is unhealthy in \(target-group|failed ELB health checks/i,
    say: () => "The load balancer doesn't find the tasks healthy",
    mend: "Look at the port and path of the health check, at the security groups, and at the service's grace period: a slow start is cut off.",
  }),
  rule({
    ...looksAtLogs,
    cause: 'unhealthy-in-discovery',
    sign: /unhealthy in service registry|SERVICE_DISCOVERY_INSTANCE_UNHEALTHY|service discovery[\s\S]*unhealthy/i,
    say: () => 'Service discovery counts tasks as unhealthy, so callers get no address',
    mend: 'Look at the health of the tasks: service discovery takes it from ECS.',
  }),
  rule({
    cause: 'cannot-start',
    from: ['event'],
    standsIn: 'for-tasks',
    sign: /unable to consistently start tasks successfully|deployment failed: tasks failed to start|was unable to reach steady state/i,
    say: () => 'Tasks fail to start again and again, and ECS keeps none that says why',
    mend: 'Stopped tasks are shown for an hour: the next one that fails will tell more.',
    next: ['tasks', 'logs'],
  }),
];
