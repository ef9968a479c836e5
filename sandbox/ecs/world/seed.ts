import { beginDeployment, ownArn } from './deployment.ts';
import type { Ids } from './ids.ts';
import { imagesOf } from './images.ts';
import { PORT } from './network.ts';
import type { Pull, ServiceSeed } from './options.ts';
import * as say from './sentences.ts';
import type { ServiceState, TaskDefinitionState, TaskState } from './state.ts';

/** How long before the world's beginning its services were rolled out: a day. */
const ROLLED_OUT_MS = 86_400_000;

/** A task definition's ARN. */
export const taskDefinitionArn = (
  region: string,
  account: string,
  family: string,
  revision: number,
): string => `arn:aws:ecs:${region}:${account}:task-definition/${family}:${revision}`;

/** The task definition that a seed's service runs. */
export const seedTaskDefinition = (
  seed: ServiceSeed,
  account: string,
  startAt: number,
): TaskDefinitionState => {
  const family = seed.taskDefinitionFamily ?? seed.service;
  const revision = seed.revision ?? 1;
  return {
    arn: taskDefinitionArn(seed.region, account, family, revision),
    region: seed.region,
    family,
    revision,
    status: 'ACTIVE',
    containers: [
      {
        name: seed.container,
        image: seed.image,
        cpu: 0,
        essential: true,
        environment: Object.entries({ AWS_REGION: seed.region, ...seed.environment }).map(
          ([name, value]) => ({ name, value }),
        ),
        secrets: Object.entries(seed.secrets ?? {}).map(([name, valueFrom]) => ({ name, valueFrom })),
        mountPoints: [],
        portMappings: [{ containerPort: PORT, hostPort: PORT, protocol: 'tcp' }],
        systemControls: [],
        volumesFrom: [],
        ...(seed.logGroup === undefined
          ? {}
          : {
              logConfiguration: {
                logDriver: 'awslogs',
                options: {
                  'awslogs-group': seed.logGroup,
                  'awslogs-region': seed.region,
                  'awslogs-stream-prefix': 'ecs',
                },
              },
            }),
      },
    ],
    rest: {
      cpu: '1024',
      memory: '2048',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      executionRoleArn: `arn:aws:iam::${account}:role/${family}-execution`,
      taskRoleArn: `arn:aws:iam::${account}:role/${family}-task`,
      volumes: [],
      placementConstraints: [],
    },
    tags: [{ key: 'Project', value: seed.stack ?? seed.cluster }],
    registeredAt: startAt - ROLLED_OUT_MS,
  };
};

/** A service that was rolled out a day ago and has been steady since. */
export const seedService = (
  seed: ServiceSeed,
  taskDefinition: TaskDefinitionState,
  account: string,
  startAt: number,
  ids: Ids,
  pull: Pull,
): ServiceState => {
  const at = startAt - ROLLED_OUT_MS;
  const prefix = `arn:aws:ecs:${seed.region}:${account}`;
  const service: ServiceState = {
    region: seed.region,
    cluster: seed.cluster,
    name: seed.service,
    arn: `${prefix}:service/${seed.cluster}/${seed.service}`,
    clusterArn: `${prefix}:cluster/${seed.cluster}`,
    targetGroupArn: `arn:aws:elasticloadbalancing:${seed.region}:${account}:targetgroup/${seed.service.slice(0, 32)}/${ids.task().slice(0, 16)}`,
    healthCheck: { ...(seed.healthCheck ?? { path: '/health', codes: '200' }) },
    stack: seed.stack ?? seed.cluster,
    container: seed.container,
    exec: seed.exec ?? true,
    status: 'ACTIVE',
    desired: seed.desired,
    breaker: seed.breaker ?? 'off',
    strategy: seed.pauses === undefined ? 'ROLLING' : 'BLUE_GREEN',
    pauses: [...(seed.pauses ?? [])],
    minimumHealthyPercent: seed.minimumHealthyPercent ?? 66,
    maximumPercent: seed.maximumPercent ?? 200,
    createdAt: at,
    deployments: [],
    tasks: [],
    events: [],
    serviceDeployments: [],
    revisions: [],
    steady: true,
  };
  const images = imagesOf(taskDefinition, pull);
  const deployment = beginDeployment(service, { taskDefinition: taskDefinition.arn, images }, at, ids);
  const arn = ownArn(service, 'service-deployment', ids.serviceDeployment());
  deployment.rolloutState = 'COMPLETED';
  deployment.rolloutReason = say.rollout.completed(deployment.id);
  deployment.serviceDeploymentArn = arn;
  service.serviceDeployments.push({
    arn,
    deploymentId: deployment.id,
    status: 'SUCCESSFUL',
    createdAt: at,
    startedAt: at,
    finishedAt: at,
    updatedAt: at,
    target: { arn: deployment.revisionArn, requested: seed.desired, running: seed.desired, pending: 0 },
    sources: [],
    hooks: [],
    breaker: { status: service.breaker === 'off' ? 'DISABLED' : 'MONITORING_COMPLETE', failures: 0 },
  });
  service.lastCompleted = {
    taskDefinition: deployment.taskDefinition,
    revisionArn: deployment.revisionArn,
  };
  service.tasks = Array.from(
    { length: seed.desired },
    (): TaskState => ({
      id: ids.task(),
      deploymentId: deployment.id,
      taskDefinition: deployment.taskDefinition,
      revisionArn: deployment.revisionArn,
      images,
      createdAt: at,
      desiredStatus: 'RUNNING',
      lastStatus: 'RUNNING',
      fate: 'runs',
      startedAt: at,
      healthyAt: at,
    }),
  );
  service.events.push({ id: ids.event(), at, message: say.steady(service) });
  service.steady = true;
  return service;
};
