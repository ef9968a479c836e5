import type { ServiceState, TaskState } from './state.ts';

/**
 * What ECS writes into a service's events and reasons. Source: ECS Developer Guide, "Amazon ECS service event
 * messages" and "Stopped task error messages", and event streams that operators have published.
 * Where ECS's own wording isn't documented the docstring says so.
 */

const of = (service: ServiceState) => `(service ${service.name})`;
const named = (tasks: readonly TaskState[]) => tasks.map((task) => `(task ${task.id})`).join(' ');

/** Tasks were started. */
export const started = (s: ServiceState, tasks: readonly TaskState[]): string =>
  `${of(s)} has started ${tasks.length} tasks: ${named(tasks)}.`;

/** Running tasks were told to stop. */
export const stopped = (s: ServiceState, tasks: readonly TaskState[]): string =>
  `${of(s)} has stopped ${tasks.length} running tasks: ${named(tasks)}.`;

/** Pending tasks were told to stop. */
export const stoppedPending = (s: ServiceState, count: number): string =>
  `${of(s)} stopped ${count} pending tasks.`;

/** Tasks joined the load balancer. */
export const registered = (s: ServiceState, count: number): string =>
  `${of(s)} registered ${count} targets in (target-group ${s.targetGroupArn})`;

/** Tasks left the load balancer. */
export const deregistered = (s: ServiceState, count: number): string =>
  `${of(s)} deregistered ${count} targets in (target-group ${s.targetGroupArn})`;

/** Connections of leaving tasks drain. */
export const draining = (s: ServiceState, count: number): string =>
  `${of(s)} has begun draining connections on ${count} tasks.`;

/** A rollout is done. */
export const completed = (s: ServiceState, deploymentId: string): string =>
  `${of(s)} (deployment ${deploymentId}) deployment completed.`;

/** Everything is as wanted. */
export const steady = (s: ServiceState): string => `${of(s)} has reached a steady state.`;

/** ECS slows down its attempts. Once an episode. */
export const impaired = (s: ServiceState): string =>
  `${of(s)} is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`;

/** A task couldn't be placed or started. */
export const unplaced = (s: ServiceState, reason: string): string =>
  `${of(s)} was unable to place a task. Reason: ${reason}`;

/** No instance of the cluster suits a task (EC2). */
export const noInstance = (s: ServiceState, more: string): string =>
  `${of(s)} was unable to place a task because no container instance met all of its requirements. ${more} For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`;

/** AWS limits ECS's own calls. */
export const throttled = (s: ServiceState): string =>
  `${of(s)} operations are being throttled on elb. Will try again later.`;

/** Minimum and maximum percent let nothing move. */
export const noRoom = (s: ServiceState): string =>
  `${of(s)} was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.`;

/** ECS may not work with the load balancer. Its own wording isn't documented. */
export const noServiceRole = (s: ServiceState): string =>
  `${of(s)} failed to register targets in (target-group ${s.targetGroupArn}) with (error User is not authorized to perform: elasticloadbalancing:RegisterTargets)`;

/** The target group is gone. Its own wording isn't documented; EventBridge says "TARGET GROUP IS NOT FOUND". */
export const noTargetGroup = (s: ServiceState): string =>
  `${of(s)} (target-group ${s.targetGroupArn}) TARGET GROUP IS NOT FOUND.`;

/** Service discovery counts a task as ill (ECS developer guide, SERVICE_DISCOVERY_INSTANCE_UNHEALTHY). */
export const unhealthyInDiscovery = (s: ServiceState, task: TaskState): string =>
  `${of(s)} (instance ${task.id}) is unhealthy in service registry.`;

/** The load balancer finds a task unhealthy. */
export const unhealthy = (s: ServiceState, task: TaskState, reason = 'Health checks failed'): string =>
  `${of(s)} (task ${task.id}) is unhealthy in (target-group ${s.targetGroupArn}) due to (reason ${reason}).`;

/** The circuit breaker tripped. */
export const failed = (s: ServiceState, deploymentId: string): string =>
  `${of(s)} (deployment ${deploymentId}) deployment failed: tasks failed to start.`;

/** A rollback begins. */
export const rollingBack = (s: ServiceState, deploymentId: string): string =>
  `${of(s)} rolling back to deployment ${deploymentId}.`;

/** No Fargate capacity. */
export const noCapacity =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';

/** An image that isn't there. */
export const cannotPull = (image: string): string =>
  `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${image}: ${image}: not found`;

/** A task that its load balancer gave up. */
export const failedHealthChecks = (s: ServiceState): string =>
  `Task failed ELB health checks in (target-group ${s.targetGroupArn})`;

/** A task that its scheduler replaced. */
export const scaledIn = (deploymentId: string): string =>
  `Scaling activity initiated by (deployment ${deploymentId})`;

/** A deployment's rolloutStateReason. */
export const rollout = {
  inProgress: (id: string): string => `ECS deployment ${id} in progress.`,
  completed: (id: string): string => `ECS deployment ${id} completed.`,
  failed: 'ECS deployment circuit breaker: tasks failed to start.',
  rollingBack: (id: string): string => `ECS deployment circuit breaker: rolling back to deploymentId ${id}.`,
};

/** A service deployment's statusReason. Only the first is known to be AWS's own wording; the rest say as much. */
export const serviceDeploymentReason = {
  rolledBack: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
  stoppedByBreaker: 'Service deployment stopped because the circuit breaker threshold was exceeded.',
  stoppedBySuccessor: 'Service deployment stopped because a new service deployment was started.',
  rolledBackAtHook:
    'Service deployment rolled back because ContinueServiceDeployment was called with ROLLBACK.',
  rolledBackByHookTimeout: 'Service deployment rolled back because a lifecycle hook timed out.',
  rolledBackByHand: 'Service deployment rolled back because StopServiceDeployment was called.',
};
