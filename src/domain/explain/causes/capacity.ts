import { type CauseRule, rule } from '../cause-rule.ts';

/**
 * What keeps ECS from placing or keeping tasks (ECS developer guide, "Amazon ECS service event messages"; ECS API,
 * Task.stopCode). Most of it heals without the service being touched.
 */
export const capacityCauses: readonly CauseRule[] = [
  rule({
    cause: 'quota',
    sign: /reached the limit on the number of (tasks|vCPUs)/i,
    say: (found) => `The account has reached its quota of Fargate ${found[1]}`,
    mend: 'Raise the quota in Service Quotas, or stop what nobody needs.',
  }),
  rule({
    cause: 'size-limit',
    sign: /requested (CPU|MEMORY) configuration is above your limit/i,
    say: (found) =>
      `A task asks for more ${/cpu/i.test(found[1] ?? '') ? 'CPU' : 'memory'} than the account may use`,
    mend: "Lower the task definition's size, or ask AWS Support for a higher limit.",
  }),
  rule({
    cause: 'addresses',
    sign: /insufficient free (?:IP )?addresses|InsufficientFreeAddresses|not (?:have )?enough free addresses|RESOURCE:ENI/i,
    say: () => 'The subnets have no free address, or the instances no free network interface',
    mend: 'Add subnets to the service, or free addresses.',
  }),
  rule({
    cause: 'too-small',
    sign: /unable to place a task[\s\S]*?(?:insufficient (CPU|memory)|RESOURCE:(CPU|MEMORY))/i,
    say: (found) =>
      `No container instance has enough ${/cpu/i.test(found[1] ?? found[2] ?? '') ? 'CPU' : 'memory'} free for a task`,
    mend: "Add instances, or lower the task definition's reservation.",
    again: 'may-work',
  }),
  rule({
    cause: 'no-capacity',
    sign: /Capacity is unavailable|unable to place a task[\s\S]*capacity/i,
    say: () => 'AWS has no capacity for a task at present',
    mend: 'ECS goes on trying. Another zone, or Fargate in place of Fargate Spot, helps sooner.',
    again: 'may-work',
  }),
  rule({
    cause: 'host-port',
    sign: /already using a port required by your task|RESOURCE:PORTS/i,
    say: () => 'The port that a task needs is taken on every container instance',
    mend: 'Add an instance, use dynamic host ports, or lower the minimum percent so that old tasks go first.',
    again: 'may-work',
  }),
  rule({
    cause: 'agent',
    sign: /encountered error ["']?AGENT\b|agent (?:is )?(?:not connected|disconnected)|doesn't have the agent connected/i,
    say: () => "The ECS agent of a container instance isn't connected",
    mend: 'Restart the agent or replace the instance; look at its way to the ECS endpoints.',
    again: 'may-work',
  }),
  rule({
    cause: 'placement',
    sign: /was unable to place a task[\s\S]*?(?:no container instances? (?:were|was) found|met all of its requirements|placement constraint)/i,
    say: () => 'No container instance meets what a task needs',
    mend: 'Look at the instances of the cluster and at the placement constraints of the service.',
  }),
  rule({
    cause: 'internal-error',
    sign: /unable to place a task[\s\S]*?Reason: Internal error/i,
    say: () => 'AWS has an internal error of its own when it places tasks',
    mend: 'ECS goes on trying. A capacity provider whose instances are in other zones than the service leads here, too.',
    again: 'may-work',
  }),
  rule({
    cause: 'target-group-missing',
    from: ['task', 'event', 'target'],
    sign: /TARGET (?:GROUP )?IS NOT FOUND|target group\S* (?:\S+ )?does not exist|TargetGroupNotFound/i,
    say: () => 'The target group that the service registers with is gone',
    mend: 'Create it again, or take it out of the service: ECS keeps looking for it.',
  }),
  rule({
    cause: 'service-role',
    sign: /unable to assume the service linked role|not authorized to perform: elasticloadbalancing:/i,
    say: () => 'ECS may not work with the load balancer for the service',
    mend: 'Look at the service-linked role of ECS and at what it is denied.',
  }),
  rule({
    cause: 'throttled',
    sign: /operations are being throttled(?: on ([\w /-]+\w))?/i,
    say: (found) => {
      const on = found[1] === 'elb' ? 'Elastic Load Balancing' : found[1];
      return `AWS limits what ECS does for the service${on === undefined ? '' : ` (${on})`}`;
    },
    mend: 'It heals by itself. Many deployments at once in the account make it worse.',
    again: 'may-work',
  }),
  rule({
    cause: 'deployment-settings',
    sign: /unable to stop or start tasks during a deployment/i,
    say: () => "The service's minimum and maximum percent leave no room to replace a task",
    mend: 'With one task, minimum 100 and maximum 100 percent nothing can move: raise the maximum or lower the minimum.',
  }),
  rule({
    cause: 'spot',
    sign: /SpotInterruption|Spot (?:Task|Capacity|Instance)[\s\S]*interrupt/i,
    say: () => 'AWS took back Spot capacity',
    mend: 'ECS starts others by itself where there is capacity. A base of Fargate beside Fargate Spot keeps some.',
    again: 'may-work',
  }),
  rule({
    cause: 'infrastructure',
    sign: /InfrastructureHealth|TerminationNotice|Host EC2|underlying infrastructure|task retirement/i,
    say: () => 'AWS retired the host of the task',
    mend: 'ECS starts others by itself: nothing is to be done unless they fail, too.',
    again: 'may-work',
  }),
];
