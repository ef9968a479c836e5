import type { BreakerSetting, PauseSeed, Stage, TaskFailure } from './options.ts';

/** ECS API, ServiceDeploymentStatus. */
export type ServiceDeploymentStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOPPED'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED';

/** The image of one container: its name as the task definition has it, and the digest that a pull of it got. */
export interface ContainerImage {
  container: string;
  image: string;
  /** Absent where there was nothing to pull. */
  digest?: string;
}

/** One task. All times are milliseconds since the epoch. */
export interface TaskState {
  /** 32 hex digits. */
  id: string;
  /** `ecs-svc/…` of the deployment that started it (Task.startedBy). */
  deploymentId: string;
  taskDefinition: string;
  revisionArn: string;
  /** What it pulled when it was started. */
  images: ContainerImage[];
  createdAt: number;
  desiredStatus: 'RUNNING' | 'STOPPED';
  lastStatus: 'PENDING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPED';
  /** What is going to happen to it, decided when it was started. */
  fate: 'runs' | TaskFailure;
  /** When the next thing happens to it, if something is to happen. */
  dueAt?: number;
  startedAt?: number;
  healthyAt?: number;
  stoppingAt?: number;
  stoppedAt?: number;
  stopCode?: string;
  stoppedReason?: string;
  exitCode?: number;
  containerReason?: string;
}

/** One entry of the service's `deployments`. */
export interface DeploymentState {
  /** `ecs-svc/` and 19 digits. */
  id: string;
  status: 'PRIMARY' | 'ACTIVE';
  taskDefinition: string;
  revisionArn: string;
  /** Whether it brings something new or goes back to what was. */
  purpose: 'rollout' | 'rollback';
  /** Consecutive failures; 0 again once a task is healthy. */
  failed: number;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutReason: string;
  createdAt: number;
  updatedAt: number;
  /** Absent until the scheduler has made it, a tick after the deployment. */
  serviceDeploymentArn?: string;
  /** No task is started before this: ECS slows down after failures. */
  nextLaunchAt: number;
}

/** Counts of one service revision in a service deployment. */
export interface RevisionCounts {
  arn: string;
  requested: number;
  running: number;
  pending: number;
}

/** A PAUSE hook that a service deployment has come to (ECS API, DeploymentLifecycleHookDetail). */
export interface HookState {
  /** `ecs-pause-` and 43 letters. */
  id: string;
  status: 'AWAITING_ACTION' | 'SUCCEEDED' | 'TIMED_OUT';
  expiresAt: number;
  timeoutAction: 'CONTINUE' | 'ROLLBACK';
}

/** A service deployment: the story of one rollout, its rollback included. */
export interface ServiceDeploymentState {
  arn: string;
  /** The deployment it rolls out. */
  deploymentId: string;
  status: ServiceDeploymentStatus;
  statusReason?: string;
  createdAt: number;
  startedAt?: number;
  stoppedAt?: number;
  finishedAt?: number;
  updatedAt: number;
  target: RevisionCounts;
  sources: RevisionCounts[];
  breaker: { status: 'DISABLED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'TRIGGERED'; failures: number };
  rollback?: { reason: string; startedAt: number; revisionArn: string };
  /** Where a blue/green deployment is; rolling ones have no stages. */
  stage?: Stage;
  /** Those that it has come to, oldest first. */
  hooks: HookState[];
}

/** A service revision: what one deployment runs. */
export interface RevisionState {
  arn: string;
  taskDefinition: string;
  /** With the digests that the names had when it began. */
  images: ContainerImage[];
  createdAt: number;
}

/** One service and everything that belongs to it. Plain data, so that a copy is a snapshot. */
export interface ServiceState {
  region: string;
  cluster: string;
  name: string;
  arn: string;
  clusterArn: string;
  targetGroupArn: string;
  /** What its load balancer asks, and what it takes for healthy. */
  healthCheck: { path: string; codes: string };
  stack: string;
  container: string;
  /** Whether commands can be run in its tasks (Service.enableExecuteCommand). */
  exec: boolean;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  desired: number;
  breaker: BreakerSetting;
  strategy: 'ROLLING' | 'BLUE_GREEN';
  /** Its PAUSE hooks. */
  pauses: PauseSeed[];
  minimumHealthyPercent: number;
  maximumPercent: number;
  createdAt: number;
  /** PRIMARY first. */
  deployments: DeploymentState[];
  /** Stopped ones are kept for an hour. */
  tasks: TaskState[];
  /** Newest first, at most 100. */
  events: { id: string; at: number; message: string }[];
  /** Newest first. */
  serviceDeployments: ServiceDeploymentState[];
  revisions: RevisionState[];
  /** What the last deployment that completed ran: where a rollback goes. */
  lastCompleted?: { taskDefinition: string; revisionArn: string };
  failure?: TaskFailure;
  steady: boolean;
}

/** A container of a task definition: what a service needs of it, and all that was registered beside it. */
export interface ContainerDefinitionState {
  name: string;
  image: string;
  [field: string]: unknown;
}

/** One registered task definition. */
export interface TaskDefinitionState {
  arn: string;
  region: string;
  family: string;
  revision: number;
  status: 'ACTIVE' | 'INACTIVE';
  containers: ContainerDefinitionState[];
  /** Everything else that was registered, as it was given. */
  rest: Record<string, unknown>;
  tags: { key: string; value: string }[];
  registeredAt: number;
  deregisteredAt?: number;
}

/** Tasks that ECS still wants, pending or running. */
export const wanted = (service: ServiceState, deploymentId?: string): TaskState[] =>
  service.tasks.filter(
    (task) =>
      task.desiredStatus === 'RUNNING' && (deploymentId === undefined || task.deploymentId === deploymentId),
  );

/** Whether every task of a deployment has stopped. */
export const isDrained = (service: ServiceState, deploymentId: string): boolean =>
  !service.tasks.some((task) => task.deploymentId === deploymentId && task.lastStatus !== 'STOPPED');

/** How many of these tasks are in a status. A task that drains is neither pending nor running (ECS, task lifecycle). */
export const countOf = (tasks: readonly TaskState[], status: TaskState['lastStatus']): number =>
  tasks.filter((task) => task.lastStatus === status).length;

/** The threshold of the circuit breaker (ECS API, ServiceDeploymentCircuitBreaker): half of desired, 3 to 200. */
export const breakerThreshold = (desired: number): number =>
  Math.max(3, Math.min(200, Math.ceil(0.5 * desired)));

/** The deployment being rolled to, or rolled out. Every service has one. */
export const primaryOf = (service: ServiceState): DeploymentState => {
  const primary = service.deployments.find((deployment) => deployment.status === 'PRIMARY');
  if (primary === undefined) throw new Error(`the sandbox lost the PRIMARY deployment of ${service.name}`);
  return primary;
};

/** The service deployment of a deployment's latest rollout, once the scheduler has made it. */
export const serviceDeploymentOf = (
  service: ServiceState,
  arn: string | undefined,
): ServiceDeploymentState | undefined => service.serviceDeployments.find((one) => one.arn === arn);

/** Whether a service deployment goes on. */
export const inFlight = (one: ServiceDeploymentState): boolean =>
  one.status === 'PENDING' ||
  one.status === 'IN_PROGRESS' ||
  one.status === 'ROLLBACK_REQUESTED' ||
  one.status === 'ROLLBACK_IN_PROGRESS';
