import type { Ids } from './ids.ts';
import * as say from './sentences.ts';
import type {
  ContainerImage,
  DeploymentState,
  RevisionCounts,
  ServiceDeploymentState,
  ServiceState,
} from './state.ts';
import {
  breakerThreshold,
  countOf,
  inFlight,
  isDrained,
  primaryOf,
  serviceDeploymentOf,
  wanted,
} from './state.ts';

/** Adds an event, newest first. ECS keeps the last 100 (ECS API, Service.events). */
export const tell = (service: ServiceState, at: number, ids: Ids, message: string): void => {
  service.events.unshift({ id: ids.event(), at, message });
  service.events.length = Math.min(service.events.length, 100);
};

/** The ARN of something that belongs to a service. */
export const ownArn = (service: ServiceState, kind: string, id: string): string =>
  `${service.arn.replace(':service/', `:${kind}/`)}/${id}`;

const counts = (service: ServiceState, arn: string, requested: number): RevisionCounts => {
  const tasks = wanted(service).filter((task) => task.revisionArn === arn);
  return {
    arn,
    requested,
    running: countOf(tasks, 'RUNNING'),
    pending: countOf(tasks, 'PENDING'),
  };
};

interface Plan {
  taskDefinition: string;
  revisionArn: string;
  purpose: DeploymentState['purpose'];
}

/** A new deployment is PRIMARY at once; the others stay ACTIVE until they are drained. */
const add = (service: ServiceState, plan: Plan, at: number, ids: Ids): DeploymentState => {
  for (const other of service.deployments) other.status = 'ACTIVE';
  const id = ids.deployment();
  const deployment: DeploymentState = {
    ...plan,
    id,
    status: 'PRIMARY',
    failed: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutReason: say.rollout.inProgress(id),
    createdAt: at,
    updatedAt: at,
    nextLaunchAt: at,
  };
  service.deployments.unshift(deployment);
  service.steady = false;
  return deployment;
};

/** Begins a rollout of a new service revision. */
export const beginDeployment = (
  service: ServiceState,
  { taskDefinition, images }: { taskDefinition: string; images: ContainerImage[] },
  at: number,
  ids: Ids,
): DeploymentState => {
  const revisionArn = ownArn(service, 'service-revision', ids.revision());
  service.revisions.push({ arn: revisionArn, taskDefinition, images, createdAt: at });
  return add(service, { taskDefinition, revisionArn, purpose: 'rollout' }, at, ids);
};

const finish = (one: ServiceDeploymentState, at: number, status: ServiceDeploymentState['status']): void => {
  one.status = status;
  one.finishedAt = at;
  one.updatedAt = at;
  if (one.breaker.status === 'MONITORING') one.breaker.status = 'MONITORING_COMPLETE';
};

/** Gives each new deployment its service deployment, stops the one it supersedes, and starts pending ones. */
export const beginServiceDeployments = (service: ServiceState, at: number, ids: Ids): boolean => {
  let changed = false;
  for (const one of service.serviceDeployments) {
    if (one.status !== 'PENDING') continue;
    Object.assign(one, { status: 'IN_PROGRESS', startedAt: at, updatedAt: at });
    changed = true;
  }
  for (const deployment of service.deployments
    .filter((d) => d.serviceDeploymentArn === undefined)
    .reverse()) {
    for (const other of service.serviceDeployments.filter(inFlight)) {
      other.statusReason = say.serviceDeploymentReason.stoppedBySuccessor;
      other.stoppedAt = at;
      finish(other, at, 'STOPPED');
    }
    const arn = ownArn(service, 'service-deployment', ids.serviceDeployment());
    deployment.serviceDeploymentArn = arn;
    // Deployments are kept newest first: what follows is what this one replaces.
    const older = service.deployments.slice(service.deployments.indexOf(deployment) + 1);
    const sources = new Set(older.map((one) => one.revisionArn));
    service.serviceDeployments.unshift({
      arn,
      deploymentId: deployment.id,
      status: 'PENDING',
      createdAt: at,
      updatedAt: at,
      target: counts(service, deployment.revisionArn, service.desired),
      sources: [...sources].map((source) => counts(service, source, 0)),
      hooks: [],
      breaker: { status: service.breaker === 'off' ? 'DISABLED' : 'MONITORING', failures: 0 },
    });
    changed = true;
  }
  return changed;
};

/** Brings the figures of the service deployment in flight up to date. */
export const refreshCounts = (service: ServiceState): void => {
  for (const one of service.serviceDeployments.filter(inFlight)) {
    const back = one.rollback !== undefined;
    one.target = counts(service, one.target.arn, back ? 0 : service.desired);
    one.sources = one.sources.map((source) => {
      const isGoal = back && source.arn === one.rollback?.revisionArn;
      const kept = wanted(service).filter((task) => task.revisionArn === source.arn).length;
      return counts(service, source.arn, isGoal ? service.desired : kept);
    });
  }
};

/**
 * Rolls back to the revision of the last completed deployment: a deployment of its own, with new tasks, within the
 * same service deployment. Its id is the one that ECS's sentence names. False when there is nothing to go back to.
 */
export const rollBack = (
  service: ServiceState,
  current: ServiceDeploymentState,
  reason: string,
  at: number,
  ids: Ids,
): boolean => {
  const goal = service.lastCompleted;
  if (goal === undefined) return false;
  const deployment = add(service, { ...goal, purpose: 'rollback' }, at, ids);
  deployment.serviceDeploymentArn = current.arn;
  if (reason === say.serviceDeploymentReason.rolledBack)
    deployment.rolloutReason = say.rollout.rollingBack(deployment.id);
  Object.assign(current, {
    status: 'ROLLBACK_IN_PROGRESS',
    statusReason: reason,
    updatedAt: at,
    rollback: { reason, startedAt: at, revisionArn: goal.revisionArn },
  } satisfies Partial<ServiceDeploymentState>);
  tell(service, at, ids, say.rollingBack(service, deployment.id));
  return true;
};

/** Trips the circuit breaker when the PRIMARY deployment has failed too often. */
export const tripBreaker = (service: ServiceState, at: number, ids: Ids): boolean => {
  const primary = primaryOf(service);
  const current = serviceDeploymentOf(service, primary.serviceDeploymentArn);
  if (service.breaker === 'off' || current === undefined || !inFlight(current)) return false;
  if (current.rollback === undefined) current.breaker.failures = primary.failed;
  if (primary.failed < breakerThreshold(service.desired)) return false;
  primary.rolloutState = 'FAILED';
  primary.rolloutReason = say.rollout.failed;
  primary.updatedAt = at;
  tell(service, at, ids, say.failed(service, primary.id));
  if (current.rollback !== undefined) {
    finish(current, at, 'ROLLBACK_FAILED');
    return true;
  }
  current.breaker.status = 'TRIGGERED';
  const reason = say.serviceDeploymentReason.rolledBack;
  if (service.breaker === 'rolls-back' && rollBack(service, current, reason, at, ids)) return true;
  current.statusReason = say.serviceDeploymentReason.stoppedByBreaker;
  current.stoppedAt = at;
  finish(current, at, 'STOPPED');
  return true;
};

/** Carries out a StopServiceDeployment that was asked for since the last look. */
export const beginRequestedRollback = (service: ServiceState, at: number, ids: Ids): boolean => {
  const current = service.serviceDeployments.find((one) => one.status === 'ROLLBACK_REQUESTED');
  if (current === undefined) return false;
  const reason = say.serviceDeploymentReason.rolledBackByHand;
  if (!rollBack(service, current, reason, at, ids)) finish(current, at, 'ROLLBACK_FAILED');
  return true;
};

/** Completes the rollout when the PRIMARY is all there is and all of it is healthy; says when all is steady. */
export const settle = (service: ServiceState, at: number, ids: Ids): boolean => {
  const primary = primaryOf(service);
  const tasks = wanted(service, primary.id);
  const healthy = tasks.filter((task) => task.healthyAt !== undefined).length;
  const leaving = service.tasks.some((task) => task.lastStatus === 'DEACTIVATING');
  const alone = service.deployments.every((one) => one === primary || isDrained(service, one.id));
  const settled = alone && tasks.length === service.desired && healthy === tasks.length && !leaving;
  if (!settled || primary.rolloutState === 'FAILED') {
    service.steady = false;
    return false;
  }
  const current = serviceDeploymentOf(service, primary.serviceDeploymentArn);
  let changed = false;
  if (primary.rolloutState === 'IN_PROGRESS' && current !== undefined && current.status !== 'PENDING') {
    primary.rolloutState = 'COMPLETED';
    service.deployments = [primary];
    primary.rolloutReason = say.rollout.completed(primary.id);
    primary.updatedAt = at;
    service.lastCompleted = {
      taskDefinition: primary.taskDefinition,
      revisionArn: primary.revisionArn,
    };
    tell(service, at, ids, say.completed(service, primary.id));
    finish(current, at, current.rollback === undefined ? 'SUCCESSFUL' : 'ROLLBACK_SUCCESSFUL');
    changed = true;
  }
  if (primary.rolloutState === 'COMPLETED' && !service.steady) {
    service.steady = true;
    tell(service, at, ids, say.steady(service));
    changed = true;
  }
  return changed;
};
