import type {
  DeploymentLifecycleHookDetail,
  ServiceDeployment as EcsServiceDeployment,
  ServiceDeploymentCircuitBreaker,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import type { RevisionTasks, ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import { oneOf, required } from './required.ts';

const statuses = [
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
  'SUCCESSFUL',
  'STOPPED',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
] as const;

const tasksOf = (from: ServiceRevisionSummary): RevisionTasks => ({
  arn: required(from.arn, 'serviceRevision.arn'),
  requested: from.requestedTaskCount ?? 0,
  running: from.runningTaskCount ?? 0,
  pending: from.pendingTaskCount ?? 0,
});

/** The breaker's count while it counts or has just tripped; DISABLED and MONITORING_COMPLETE count nothing. */
const breakerOf = (
  from: ServiceDeploymentCircuitBreaker | undefined,
): Pick<ServiceDeployment, 'breaker'> | undefined => {
  const { status, failureCount, threshold } = from ?? {};
  const counts = status === 'MONITORING' || status === 'TRIGGERED';
  if (!counts || failureCount === undefined || threshold === undefined) return undefined;
  return { breaker: { failures: failureCount, threshold } };
};

/** The PAUSE hook that waits for an answer. ECS rolls back without one, unless told otherwise. */
const hookOf = (
  details: readonly DeploymentLifecycleHookDetail[] | undefined,
): Pick<ServiceDeployment, 'hook'> | undefined => {
  const waiting = details?.find(
    ({ targetType, status }) => targetType === 'PAUSE' && status === 'AWAITING_ACTION',
  );
  if (waiting?.hookId === undefined) return undefined;
  const { hookId: id, expiresAt, timeoutAction } = waiting;
  return {
    hook: {
      id,
      ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.getTime() }),
      otherwise: timeoutAction === 'CONTINUE' ? 'CONTINUE' : 'ROLLBACK',
    },
  };
};

/** A service deployment in the domain's words. Throws Unreadable when a field is missing that a verdict rests on. */
export const serviceDeployment = (from: EcsServiceDeployment): ServiceDeployment => {
  const finishedAt = from.finishedAt ?? from.stoppedAt;
  return {
    arn: required(from.serviceDeploymentArn, 'serviceDeployment.arn'),
    status: oneOf(from.status, statuses, 'serviceDeployment.status'),
    ...(from.statusReason === undefined ? {} : { statusReason: from.statusReason }),
    createdAt: required(from.createdAt, 'serviceDeployment.createdAt').getTime(),
    ...(finishedAt === undefined ? {} : { finishedAt: finishedAt.getTime() }),
    ...(from.targetServiceRevision === undefined ? {} : { target: tasksOf(from.targetServiceRevision) }),
    sources: (from.sourceServiceRevisions ?? []).map(tasksOf),
    ...breakerOf(from.deploymentCircuitBreaker),
    ...(from.lifecycleStage === undefined ? {} : { stage: from.lifecycleStage }),
    ...hookOf(from.lifecycleHookDetails),
    ...(from.rollback?.reason === undefined ? {} : { rollback: { reason: from.rollback.reason } }),
  };
};
