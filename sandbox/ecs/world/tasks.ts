import { tell } from './deployment.ts';
import { failureScripts } from './failures.ts';
import type { Ids } from './ids.ts';
import type { Pace } from './options.ts';
import * as say from './sentences.ts';
import type { ContainerImage, DeploymentState, ServiceState, TaskState } from './state.ts';
import { breakerThreshold, serviceDeploymentOf } from './state.ts';

/** How long ECS shows a stopped task: at least an hour (ECS API, DescribeTasks). */
const KEEP_STOPPED_MS = 3_600_000;

/** After this many failures in a row ECS says so and slows down. */
const IMPAIRED_AFTER = 3;

/** Counts a task that failed to start, and makes the deployment wait before the next one. */
export const countFailure = (
  service: ServiceState,
  deployment: DeploymentState,
  at: number,
  pace: Pace,
  ids: Ids,
): void => {
  deployment.failed += 1;
  deployment.updatedAt = at;
  const beyond = deployment.failed - IMPAIRED_AFTER;
  if (beyond < 0) return;
  deployment.nextLaunchAt = at + pace.startMs * Math.min(2 ** beyond, 8);
  const breakerComesFirst = service.breaker !== 'off' && breakerThreshold(service.desired) <= IMPAIRED_AFTER;
  if (beyond === 0 && !breakerComesFirst) tell(service, at, ids, say.impaired(service));
};

const end = (task: TaskState, at: number, stopCode: string, stoppedReason: string): void => {
  task.desiredStatus = 'STOPPED';
  task.lastStatus = 'STOPPED';
  task.stoppingAt ??= at;
  task.stoppedAt = at;
  task.stopCode ??= stopCode;
  task.stoppedReason ??= stoppedReason;
  delete task.dueAt;
};

/** Tells a task to stop: a pending one is gone at once, a running one drains first. */
export const stopTask = (task: TaskState, at: number, pace: Pace, reason: string): void => {
  if (task.lastStatus === 'PENDING') {
    end(task, at, 'ServiceSchedulerInitiated', reason);
    return;
  }
  task.desiredStatus = 'STOPPED';
  task.lastStatus = 'DEACTIVATING';
  task.stoppingAt = at;
  task.stopCode = 'ServiceSchedulerInitiated';
  task.stoppedReason = reason;
  task.exitCode = 0;
  task.dueAt = at + pace.drainMs;
};

const isAbsent = ({ digest }: ContainerImage): boolean => digest === undefined;

interface Happened {
  registered: number;
  unhealthy: { task: TaskState; event: string }[];
  remarks: string[];
  failures: { task: TaskState; at: number }[];
  healthy: TaskState[];
}

/** The next thing that happens to one task. */
const happen = (service: ServiceState, task: TaskState, at: number, pace: Pace, happened: Happened): void => {
  const script = task.fate === 'runs' ? undefined : failureScripts[task.fate];
  if (task.lastStatus === 'DEACTIVATING') {
    end(task, at, 'ServiceSchedulerInitiated', '');
  } else if (task.lastStatus === 'PENDING') {
    if (script?.stage === 'starting') {
      const { image } = task.images.find(isAbsent) ?? task.images[0] ?? { image: '' };
      const reason = script.reason({ service, image });
      if (script.ofContainer) task.containerReason = reason;
      end(task, at, 'TaskFailedToStart', reason);
      happened.failures.push({ task, at });
      return;
    }
    task.lastStatus = 'RUNNING';
    task.startedAt = at;
    task.dueAt = at + (script?.stage === 'running' ? pace.healthyMs / 2 : pace.healthyMs);
    happened.registered += 1;
  } else if (script?.stage === 'running') {
    if (script.exitCode !== undefined) task.exitCode = script.exitCode;
    if (script.containerReason !== undefined) task.containerReason = script.containerReason;
    end(task, at, script.stopCode, script.reason);
    happened.failures.push({ task, at });
  } else if (script?.stage === 'checking') {
    stopTask(task, at, pace, script.reason(service));
    if (script.event) happened.unhealthy.push({ task, event: script.event(service, task) });
    happened.failures.push({ task, at });
  } else if (script?.stage === 'lingering') {
    delete task.dueAt;
    if (script.event) happened.remarks.push(script.event(service, task));
  } else {
    task.healthyAt = at;
    delete task.dueAt;
    happened.healthy.push(task);
  }
};

/** A healthy task clears the failures counted so far (ECS API, Deployment.failedTasks, resetOnHealthyTask). */
const forgiveFailures = (service: ServiceState, healthy: readonly TaskState[]): void => {
  for (const task of healthy) {
    const deployment = service.deployments.find((one) => one.id === task.deploymentId);
    if (deployment === undefined) continue;
    deployment.failed = 0;
    const current = serviceDeploymentOf(service, deployment.serviceDeploymentArn);
    if (current?.breaker.status === 'MONITORING') current.breaker.failures = 0;
  }
};

/** Lets everything happen to the tasks that is due by now, in the order in which it is due. */
export const advanceTasks = (service: ServiceState, at: number, pace: Pace, ids: Ids): boolean => {
  const happened: Happened = { registered: 0, unhealthy: [], remarks: [], failures: [], healthy: [] };
  let changed = false;
  for (const task of service.tasks) {
    while (task.dueAt !== undefined && task.dueAt <= at) {
      happen(service, task, task.dueAt, pace, happened);
      changed = true;
    }
  }
  if (happened.registered > 0) tell(service, at, ids, say.registered(service, happened.registered));
  for (const event of happened.remarks) tell(service, at, ids, event);
  for (const { event } of happened.unhealthy) tell(service, at, ids, event);
  if (happened.unhealthy.length > 0) {
    const ill = happened.unhealthy.map(({ task }) => task);
    tell(service, at, ids, say.stopped(service, ill));
    tell(service, at, ids, say.deregistered(service, happened.unhealthy.length));
    tell(service, at, ids, say.draining(service, happened.unhealthy.length));
  }
  for (const { task } of happened.failures) {
    if (task.stopCode === 'TaskFailedToStart' && task.stoppedReason !== undefined)
      tell(service, at, ids, say.unplaced(service, task.stoppedReason));
    const deployment = service.deployments.find((one) => one.id === task.deploymentId);
    if (deployment) countFailure(service, deployment, at, pace, ids);
  }
  forgiveFailures(service, happened.healthy);
  return changed;
};

/** Forgets tasks that stopped more than an hour ago. */
export const forgetOldTasks = (service: ServiceState, at: number): void => {
  service.tasks = service.tasks.filter(
    (task) => task.stoppedAt === undefined || task.stoppedAt > at - KEEP_STOPPED_MS,
  );
};
