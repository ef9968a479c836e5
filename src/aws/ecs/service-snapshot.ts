import type {
  DeploymentConfiguration,
  Deployment as EcsDeployment,
  LoadBalancer,
  Service,
} from '@aws-sdk/client-ecs';
import type { Deployment, ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { oneOf, required } from './required.ts';

const breakerOf = (configuration: DeploymentConfiguration | undefined): ServiceSnapshot['breaker'] => {
  const breaker = configuration?.deploymentCircuitBreaker;
  if (!breaker?.enable) return 'off';
  return breaker.rollback ? 'rolls-back' : 'stops';
};

/** ECS's defaults for services with a rolling deployment (ECS API, DeploymentConfiguration). */
const rollsOf = (configuration: DeploymentConfiguration | undefined): ServiceSnapshot['rolls'] => ({
  strategy: configuration?.strategy ?? 'ROLLING',
  minimumHealthyPercent: configuration?.minimumHealthyPercent ?? 100,
  maximumPercent: configuration?.maximumPercent ?? 200,
});

/** PAUSE hooks roll back when nobody answers, unless told otherwise (ECS API, DeploymentLifecycleHookTimeoutConfiguration). */
const pausesOf = (configuration: DeploymentConfiguration | undefined): ServiceSnapshot['pauses'] =>
  (configuration?.lifecycleHooks ?? [])
    .filter(({ targetType }) => targetType === 'PAUSE')
    .map(({ lifecycleStages = [], timeoutConfiguration }) => ({
      stages: [...lifecycleStages],
      otherwise: timeoutConfiguration?.action === 'CONTINUE' ? 'CONTINUE' : 'ROLLBACK',
    }));

const deploymentOf = (from: EcsDeployment): Deployment => ({
  id: required(from.id, 'deployment.id'),
  status: oneOf(from.status, ['PRIMARY', 'ACTIVE', 'INACTIVE'], 'deployment.status'),
  taskDefinition: required(from.taskDefinition, 'deployment.taskDefinition'),
  desired: required(from.desiredCount, 'deployment.desiredCount'),
  running: required(from.runningCount, 'deployment.runningCount'),
  pending: required(from.pendingCount, 'deployment.pendingCount'),
  failed: from.failedTasks ?? 0,
  ...(from.rolloutState === undefined
    ? {}
    : {
        rolloutState: oneOf<'IN_PROGRESS' | 'COMPLETED' | 'FAILED'>(
          from.rolloutState,
          ['IN_PROGRESS', 'COMPLETED', 'FAILED'],
          'deployment.rolloutState',
        ),
      }),
  ...(from.rolloutStateReason === undefined ? {} : { rolloutReason: from.rolloutStateReason }),
  createdAt: required(from.createdAt, 'deployment.createdAt').getTime(),
});

/** The groups of a service; a blue/green one has two for each (ECS API, LoadBalancer.advancedConfiguration). */
const groupsOf = ({ loadBalancers = [] }: Service): string[] => [
  ...new Set(
    loadBalancers.flatMap(({ targetGroupArn, advancedConfiguration }: LoadBalancer) =>
      [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn].flatMap((arn) => arn ?? []),
    ),
  ),
];

/**
 * A service in the domain's words. Throws Unreadable when a field is missing that a verdict rests on; events without
 * a time or a text are left out. Without a controller the service is ECS's own (ECS API, DeploymentController).
 */
export const serviceSnapshot = (from: Service): ServiceSnapshot => ({
  status: oneOf(from.status, ['ACTIVE', 'DRAINING', 'INACTIVE'], 'service.status'),
  controller: oneOf(
    from.deploymentController?.type ?? 'ECS',
    ['ECS', 'CODE_DEPLOY', 'EXTERNAL'],
    'service.deploymentController.type',
  ),
  taskDefinition: required(from.taskDefinition, 'service.taskDefinition'),
  desired: required(from.desiredCount, 'service.desiredCount'),
  running: required(from.runningCount, 'service.runningCount'),
  pending: required(from.pendingCount, 'service.pendingCount'),
  deployments: required(from.deployments, 'service.deployments').map(deploymentOf),
  ...(from.currentServiceDeployment === undefined
    ? {}
    : { currentServiceDeployment: from.currentServiceDeployment }),
  ...(from.currentServiceRevisions === undefined
    ? {}
    : { revisions: from.currentServiceRevisions.flatMap(({ arn }) => arn ?? []) }),
  ...(groupsOf(from).length === 0 ? {} : { targetGroups: groupsOf(from) }),
  breaker: breakerOf(from.deploymentConfiguration),
  rolls: rollsOf(from.deploymentConfiguration),
  pauses: pausesOf(from.deploymentConfiguration),
  ...(from.healthCheckGracePeriodSeconds === undefined
    ? {}
    : { gracePeriod: from.healthCheckGracePeriodSeconds * 1000 }),
  events: (from.events ?? [])
    .flatMap(({ createdAt, message }) =>
      createdAt === undefined || message === undefined ? [] : [{ at: createdAt.getTime(), message }],
    )
    .sort((a, b) => b.at - a.at),
});
