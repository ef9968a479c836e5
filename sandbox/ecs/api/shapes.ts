import { addressOf } from '../world/network.ts';
import type {
  DeploymentState,
  RevisionCounts,
  ServiceDeploymentState,
  ServiceState,
  TaskState,
} from '../world/state.ts';
import { breakerThreshold, countOf, primaryOf, wanted } from '../world/state.ts';
import type { Answer } from './operation.ts';
import { seconds } from './operation.ts';

const deploymentConfiguration = (service: ServiceState): Answer => ({
  deploymentCircuitBreaker: {
    enable: service.breaker !== 'off',
    rollback: service.breaker === 'rolls-back',
  },
  maximumPercent: service.maximumPercent,
  minimumHealthyPercent: service.minimumHealthyPercent,
  strategy: service.strategy,
  ...(service.pauses.length === 0
    ? {}
    : {
        lifecycleHooks: service.pauses.map(({ stage, timeoutMinutes, timeoutAction }) => ({
          targetType: 'PAUSE',
          lifecycleStages: [stage],
          timeoutConfiguration: {
            timeoutInMinutes: timeoutMinutes ?? 1440,
            action: timeoutAction ?? 'ROLLBACK',
          },
        })),
      }),
});

const deploymentShape = (service: ServiceState, deployment: DeploymentState): Answer => {
  const tasks = wanted(service, deployment.id);
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinition,
    desiredCount: deployment.status === 'PRIMARY' ? service.desired : tasks.length,
    pendingCount: countOf(tasks, 'PENDING'),
    runningCount: countOf(tasks, 'RUNNING'),
    failedTasks: deployment.failed,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(deployment.updatedAt),
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutReason,
  };
};

/** A service as DescribeServices and UpdateService answer it (ECS API, Service). */
export const serviceShape = (service: ServiceState): Answer => {
  const tasks = wanted(service);
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.clusterArn,
    loadBalancers: [{ targetGroupArn: service.targetGroupArn, containerName: service.container }],
    serviceRegistries: [],
    status: service.status,
    desiredCount: service.desired,
    runningCount: countOf(tasks, 'RUNNING'),
    pendingCount: countOf(tasks, 'PENDING'),
    launchType: 'FARGATE',
    taskDefinition: primaryOf(service).taskDefinition,
    deploymentConfiguration: deploymentConfiguration(service),
    deployments: service.deployments.map((one) => deploymentShape(service, one)),
    events: service.events.map(({ id, at, message }) => ({ id, createdAt: seconds(at), message })),
    createdAt: seconds(service.createdAt),
    currentServiceDeployment: service.serviceDeployments[0]?.arn,
    currentServiceRevisions: runningRevisions(service),
    deploymentController: { type: 'ECS' },
    schedulingStrategy: 'REPLICA',
    enableExecuteCommand: service.exec,
  };
};

/** What the tasks that ECS wants run, the PRIMARY's first (ECS API, Service.currentServiceRevisions). */
const runningRevisions = (service: ServiceState): Answer[] => {
  const arns = new Set([primaryOf(service).revisionArn, ...wanted(service).map((task) => task.revisionArn)]);
  return [...arns].map((arn) => {
    const tasks = wanted(service).filter((task) => task.revisionArn === arn);
    return {
      arn,
      requestedTaskCount: tasks.length,
      runningTaskCount: countOf(tasks, 'RUNNING'),
      pendingTaskCount: countOf(tasks, 'PENDING'),
    };
  });
};

const revisionSummary = (counts: RevisionCounts): Answer => ({
  arn: counts.arn,
  requestedTaskCount: counts.requested,
  runningTaskCount: counts.running,
  pendingTaskCount: counts.pending,
});

/** A service deployment in full (ECS API, ServiceDeployment). */
export const serviceDeploymentShape = (service: ServiceState, one: ServiceDeploymentState): Answer => ({
  serviceDeploymentArn: one.arn,
  serviceArn: service.arn,
  clusterArn: service.clusterArn,
  createdAt: seconds(one.createdAt),
  startedAt: seconds(one.startedAt),
  stoppedAt: seconds(one.stoppedAt),
  finishedAt: seconds(one.finishedAt),
  updatedAt: seconds(one.updatedAt),
  sourceServiceRevisions: one.sources.map(revisionSummary),
  targetServiceRevision: revisionSummary(one.target),
  status: one.status,
  statusReason: one.statusReason,
  deploymentConfiguration: deploymentConfiguration(service),
  deploymentCircuitBreaker: {
    status: one.breaker.status,
    failureCount: one.breaker.failures,
    threshold: one.breaker.status === 'DISABLED' ? 0 : breakerThreshold(service.desired),
  },
  lifecycleStage: one.stage,
  lifecycleHookDetails: one.hooks.map(({ id, status, expiresAt, timeoutAction }) => ({
    hookId: id,
    targetType: 'PAUSE',
    status,
    expiresAt: seconds(expiresAt),
    timeoutAction,
  })),
  rollback: one.rollback && {
    reason: one.rollback.reason,
    startedAt: seconds(one.rollback.startedAt),
    serviceRevisionArn: one.rollback.revisionArn,
  },
});

/** A service deployment in a list (ECS API, ServiceDeploymentBrief). */
export const serviceDeploymentBrief = (service: ServiceState, one: ServiceDeploymentState): Answer => ({
  serviceDeploymentArn: one.arn,
  serviceArn: service.arn,
  clusterArn: service.clusterArn,
  createdAt: seconds(one.createdAt),
  startedAt: seconds(one.startedAt),
  finishedAt: seconds(one.finishedAt),
  targetServiceRevisionArn: one.target.arn,
  status: one.status,
  statusReason: one.statusReason,
});

/** A task's ARN. */
export const taskArn = (service: ServiceState, task: TaskState): string =>
  `${service.clusterArn.replace(':cluster/', ':task/')}/${task.id}`;

/** Tasks are spread over three zones; which one follows from the task's id. */
const zoneOf = ({ region }: ServiceState, { id }: TaskState): string =>
  `${region}${'abc'[Number.parseInt(id.slice(0, 4), 16) % 3]}`;

/** A task (ECS API, Task) with its containers. How it failed is told of the main one. */
export const taskShape = (service: ServiceState, task: TaskState): Answer => ({
  taskArn: taskArn(service, task),
  clusterArn: service.clusterArn,
  taskDefinitionArn: task.taskDefinition,
  group: `service:${service.name}`,
  startedBy: task.deploymentId,
  launchType: 'FARGATE',
  availabilityZone: zoneOf(service, task),
  enableExecuteCommand: service.exec,
  desiredStatus: task.desiredStatus,
  lastStatus: task.lastStatus,
  healthStatus: task.healthyAt === undefined ? 'UNKNOWN' : 'HEALTHY',
  createdAt: seconds(task.createdAt),
  startedAt: seconds(task.startedAt),
  stoppingAt: seconds(task.stoppingAt),
  stoppedAt: seconds(task.stoppedAt),
  stopCode: task.stopCode,
  stoppedReason: task.stoppedReason,
  containers: task.images.map(({ container, image, digest }) => ({
    containerArn: `${taskArn(service, task).replace(':task/', ':container/')}/${container}`,
    taskArn: taskArn(service, task),
    name: container,
    image,
    imageDigest: task.startedAt === undefined ? undefined : digest,
    lastStatus: task.lastStatus,
    networkInterfaces: task.startedAt === undefined ? [] : [{ privateIpv4Address: addressOf(task) }],
    managedAgents: service.exec ? [{ name: 'ExecuteCommandAgent', lastStatus: task.lastStatus }] : [],
    ...(container === service.container
      ? { exitCode: task.stoppedAt === undefined ? undefined : task.exitCode, reason: task.containerReason }
      : {}),
  })),
});
