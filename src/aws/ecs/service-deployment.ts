import type {
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
    ...(from.rollback?.reason === undefined ? {} : { rollback: { reason: from.rollback.reason } }),
  };
};
