import { taskArn } from '../ecs/api/shapes.ts';
import type { DeploymentState, ServiceState, TaskState } from '../ecs/world/state.ts';
import { type AwsEvent, eventOf, type Happened, inSeconds } from './event.ts';

/** What the detail of a deployment's event is called, by what became of the deployment. */
const DEPLOYMENT = {
  IN_PROGRESS: { eventType: 'INFO', eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS' },
  COMPLETED: { eventType: 'INFO', eventName: 'SERVICE_DEPLOYMENT_COMPLETED' },
  FAILED: { eventType: 'ERROR', eventName: 'SERVICE_DEPLOYMENT_FAILED' },
} as const satisfies Record<DeploymentState['rolloutState'], object>;

/** What an event tells of a deployment: its state, and the reason that ECS gives, as it was then. */
export type ToldDeployment = Pick<DeploymentState, 'id' | 'rolloutState' | 'rolloutReason' | 'updatedAt'>;

/**
 * `ECS Deployment State Change` (ECS Developer Guide, "Amazon ECS service deployment state change events"). A rollback is
 * in progress like every other deployment: its reason alone tells it.
 */
export const deploymentStateChange = (
  service: Pick<ServiceState, 'arn'>,
  { id: deploymentId, rolloutState, rolloutReason, updatedAt }: ToldDeployment,
  happened: Happened,
): AwsEvent =>
  eventOf({ source: 'aws.ecs', type: 'ECS Deployment State Change', arn: service.arn }, happened, {
    ...DEPLOYMENT[rolloutState],
    deploymentId,
    updatedAt: inSeconds(updatedAt),
    reason: rolloutReason,
  });

/** What ECS does for a service by itself, and how grave it is (ECS Developer Guide, "Amazon ECS service action events"). */
const ACTIONS = {
  SERVICE_STEADY_STATE: 'INFO',
  SERVICE_TASK_START_IMPAIRED: 'WARN',
  SERVICE_TASK_PLACEMENT_FAILURE: 'ERROR',
} as const;

/** The service actions that the sandbox tells. */
export type ServiceAction = keyof typeof ACTIONS;

/** `ECS Service Action`; a placement failure has a reason such as `RESOURCE:FARGATE`. */
export const serviceAction = (
  { arn, clusterArn }: Pick<ServiceState, 'arn' | 'clusterArn'>,
  eventName: ServiceAction,
  happened: Happened,
): AwsEvent =>
  eventOf({ source: 'aws.ecs', type: 'ECS Service Action', arn }, happened, {
    eventType: ACTIONS[eventName],
    eventName,
    clusterArn,
    createdAt: new Date(happened.at).toISOString(),
    ...(eventName === 'SERVICE_TASK_PLACEMENT_FAILURE' ? { reason: 'RESOURCE:FARGATE' } : {}),
  });

const time = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/**
 * `ECS Task State Change` (ECS Developer Guide, "Amazon ECS task state change events"). The detail's `version` counts the
 * changes of a task: of two events about it the one with the higher one is newer, in whatever order they come.
 */
export function taskStateChange(
  service: ServiceState,
  task: TaskState,
  version: number,
  happened: Happened,
): AwsEvent {
  const arn = taskArn(service, task);
  const detail = {
    clusterArn: service.clusterArn,
    taskArn: arn,
    taskDefinitionArn: task.taskDefinition,
    group: `service:${service.name}`,
    startedBy: task.deploymentId,
    launchType: 'FARGATE',
    desiredStatus: task.desiredStatus,
    lastStatus: task.lastStatus,
    version,
    createdAt: time(task.createdAt),
    startedAt: time(task.startedAt),
    stoppingAt: time(task.stoppingAt),
    stoppedAt: time(task.stoppedAt),
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    updatedAt: time(happened.at),
    containers: task.images.map(({ container, image, digest }) => ({
      containerArn: `${arn.replace(':task/', ':container/')}/${container}`,
      taskArn: arn,
      name: container,
      image,
      imageDigest: task.startedAt === undefined ? undefined : digest,
      lastStatus: task.lastStatus,
      ...(container === service.container
        ? { exitCode: task.stoppedAt === undefined ? undefined : task.exitCode, reason: task.containerReason }
        : {}),
    })),
  };
  return eventOf({ source: 'aws.ecs', type: 'ECS Task State Change', arn }, happened, detail);
}
