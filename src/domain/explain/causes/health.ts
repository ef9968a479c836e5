import { brief, type CauseRule, rule } from '../cause-rule.ts';

const looksAtLogs = { next: ['logs', 'status'] } as const;

const byBalancer = { from: ['task', 'event', 'target'], next: ['logs', 'tasks'] } as const;

/** What the load balancer asks for, where that is known: ` at /health`. */
function askedAt(text: string): string {
  const path = /\basked [A-Z]+ \d*(\/\S*)/.exec(text)?.[1];
  return path === undefined ? '' : ` at ${brief(path)}`;
}

/**
 * Tasks that run and aren't found healthy (ECS developer guide, "service unhealthy event messages"). A target that is
 * unhealthy for a moment usually heals: these count after all that explains more.
 */
export const healthCauses: readonly CauseRule[] = [
  rule({
    ...looksAtLogs,
    cause: 'container-health',
    back: 'may-help',
    sign: /failed container health checks/i,
    say: () => 'The container fails its own health check, the one in the task definition',
    mend: 'Either the application is ill, or the check asks the wrong port or path, or too early: see its startPeriod.',
  }),
  rule({
    ...byBalancer,
    cause: 'target-timeout',
    back: 'may-help',
    sign: /is unhealthy in[\s\S]*(?:Request timed out|Target\.Timeout)/i,
    say: ({ input }) => `The load balancer gets no answer from the tasks${askedAt(input)} in time`,
    mend: "Look at the port of the target group, at the rule that lets the load balancer in, and at how long the start takes beside the service's grace period.",
  }),
  rule({
    ...byBalancer,
    cause: 'target-status',
    back: 'may-help',
    sign: /is unhealthy in[\s\S]*?codes?:? \[?([\d, ]+)\]?/i,
    say: (found) =>
      `The load balancer's health check gets ${found[1]?.trim()} from the tasks${askedAt(found.input)}`,
    mend: 'Look at the path of the health check, the codes that it takes for healthy, and the log.',
  }),
  rule({
    ...byBalancer,
    cause: 'target-refused',
    back: 'may-help',
    sign: /Target\.FailedHealthChecks/,
    say: ({ input }) =>
      `The tasks refuse the load balancer's check${askedAt(input)}, or answer it with nonsense`,
    mend: 'Nothing listens there yet, or on another port: compare the port of the container with that of the target group, and HTTP with HTTPS.',
  }),
  rule({
    ...byBalancer,
    cause: 'target-internal',
    sign: /Elb\.InternalError/,
    say: () => "The load balancer can't check the tasks: an internal error of its own",
    mend: 'It heals by itself, else AWS Support helps. Look at the AWS Health Dashboard.',
    again: 'may-work',
  }),
  rule({
    ...byBalancer,
    cause: 'target-unused',
    sign: /Target\.NotInUse/,
    say: () => 'The tasks get no traffic: no load balancer uses their target group, or not in their zone',
    mend: "Look at the listener's rules, and at the zones that are enabled for the load balancer.",
  }),
  rule({
    ...byBalancer,
    cause: 'target-unusable',
    sign: /is unused in|Target\.(?:InvalidState|IpUnusable)/,
    say: () => "The load balancer can't use the tasks' addresses",
    mend: 'Its instance is stopped, or its address is reserved for a load balancer: a new task gets another.',
    again: 'may-work',
  }),
  rule({
    ...byBalancer,
    cause: 'unhealthy-target',
    back: 'may-help',
    sign: /is unhealthy in \(target-group|failed ELB health checks/i,
    say: () => "The load balancer doesn't find the tasks healthy",
    mend: "Look at the port and path of the health check, at the security groups, and at the service's grace period: a slow start is cut off.",
  }),
  rule({
    ...looksAtLogs,
    cause: 'unhealthy-in-discovery',
    back: 'may-help',
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
