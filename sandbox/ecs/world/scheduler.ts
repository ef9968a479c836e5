import {
  beginRequestedRollback,
  beginServiceDeployments,
  refreshCounts,
  settle,
  tell,
  tripBreaker,
} from './deployment.ts';
import { failureScripts } from './failures.ts';
import type { Ids } from './ids.ts';
import { pulled } from './images.ts';
import type { Pace, Pull } from './options.ts';
import * as say from './sentences.ts';
import { advanceStages, mayLaunch, mayStopOld } from './stages.ts';
import type { ContainerImage, DeploymentState, ServiceState, TaskState } from './state.ts';
import { isDrained, primaryOf, wanted } from './state.ts';
import { advanceTasks, countFailure, stopTask } from './tasks.ts';

/** The fewest healthy tasks in a rollout: rounded up (ECS API, minimumHealthyPercent). */
const healthyMinimum = (service: ServiceState): number =>
  Math.ceil((service.desired * service.minimumHealthyPercent) / 100);

/** The most pending and running tasks in a rollout: rounded down (ECS API, maximumPercent). */
const taskMaximum = (service: ServiceState): number =>
  Math.floor((service.desired * service.maximumPercent) / 100);

const isHealthy = (task: TaskState): boolean => task.healthyAt !== undefined;

/** What fails in a new release worked before it: a rollback's tasks meet only what ails the platform. */
const fateOf = (
  service: ServiceState,
  { purpose }: DeploymentState,
  images: readonly ContainerImage[],
): TaskState['fate'] => {
  if (images.some(({ digest }) => digest === undefined)) return 'image-pull';
  const { failure } = service;
  if (failure === undefined) return 'runs';
  return purpose === 'rollback' && failureScripts[failure].ofTheRelease ? 'runs' : failure;
};

/** Starts what is missing of the PRIMARY, within the maximum. A failed deployment starts nothing. */
const launch = (
  service: ServiceState,
  primary: DeploymentState,
  at: number,
  pace: Pace,
  ids: Ids,
  pull: Pull,
): boolean => {
  if (primary.rolloutState === 'FAILED' || at < primary.nextLaunchAt || !mayLaunch(service)) return false;
  const missing = service.desired - wanted(service, primary.id).length;
  const count = Math.min(missing, taskMaximum(service) - wanted(service).length);
  if (count <= 0) return false;
  const script = service.failure === undefined ? undefined : failureScripts[service.failure];
  if (script?.stage === 'placing') {
    primary.nextLaunchAt = at + pace.startMs;
    tell(service, at, ids, script.event(service));
    countFailure(service, primary, at, pace, ids);
    return true;
  }
  const named = service.revisions.find((one) => one.arn === primary.revisionArn)?.images ?? [];
  const images = named.map(({ container, image }) => pulled(container, image, pull));
  const fate = fateOf(service, primary, images);
  const tasks = Array.from({ length: count }, (): TaskState => {
    const task: TaskState = {
      id: ids.task(),
      deploymentId: primary.id,
      taskDefinition: primary.taskDefinition,
      revisionArn: primary.revisionArn,
      images,
      createdAt: at,
      desiredStatus: 'RUNNING',
      lastStatus: 'PENDING',
      fate,
    };
    return fate !== 'runs' && failureScripts[fate].stage === 'pending'
      ? task
      : { ...task, dueAt: at + pace.startMs };
  });
  service.tasks.push(...tasks);
  primary.updatedAt = at;
  tell(service, at, ids, say.started(service, tasks));
  return true;
};

/** Which tasks go now: those of old deployments that aren't healthy, those replaced, and those too many. */
const dispensable = (service: ServiceState, primary: DeploymentState): TaskState[] => {
  if (primary.rolloutState === 'FAILED') return [];
  const ours = wanted(service, primary.id);
  const old = wanted(service).filter((task) => task.deploymentId !== primary.id);
  const oldHealthy = mayStopOld(service) ? old.filter(isHealthy) : [];
  const oursHealthy = ours.filter(isHealthy).length;
  const needsRoom = ours.length < service.desired && wanted(service).length >= taskMaximum(service);
  const replaced = oldHealthy.length - Math.max(0, service.desired - oursHealthy);
  const spare = oldHealthy.length + oursHealthy - healthyMinimum(service);
  const going = Math.max(0, Math.min(Math.max(replaced, needsRoom ? 1 : 0), spare));
  const tooMany = Math.max(0, ours.length - service.desired);
  const byUsefulness = [...ours].sort((a, b) => Number(isHealthy(b)) - Number(isHealthy(a)));
  return [
    ...old.filter((task) => !isHealthy(task)),
    ...oldHealthy.slice(0, going),
    ...byUsefulness.slice(ours.length - tooMany),
  ];
};

const stopSome = (
  service: ServiceState,
  primary: DeploymentState,
  at: number,
  pace: Pace,
  ids: Ids,
): boolean => {
  const going = dispensable(service, primary);
  if (going.length === 0) return false;
  const running = going.filter((task) => task.lastStatus === 'RUNNING');
  for (const task of going) stopTask(task, at, pace, say.scaledIn(primary.id));
  if (going.length > running.length)
    tell(service, at, ids, say.stoppedPending(service, going.length - running.length));
  if (running.length > 0) {
    tell(service, at, ids, say.stopped(service, running));
    tell(service, at, ids, say.deregistered(service, running.length));
    tell(service, at, ids, say.draining(service, running.length));
  }
  return true;
};

/** An old deployment is gone with its last task; a failed one is still shown while its rollback goes on. */
const dropDrained = (service: ServiceState, primary: DeploymentState): boolean => {
  const before = service.deployments.length;
  const goesBack = primary.purpose === 'rollback' && primary.rolloutState === 'IN_PROGRESS';
  service.deployments = service.deployments.filter(
    (one) => one === primary || !isDrained(service, one.id) || (goesBack && one.rolloutState === 'FAILED'),
  );
  return service.deployments.length !== before;
};

/** One look of ECS's scheduler at one service. Answers whether anything changed. */
export const look = (service: ServiceState, at: number, pace: Pace, ids: Ids, pull: Pull): boolean => {
  if (service.status !== 'ACTIVE') return false;
  let changed = beginServiceDeployments(service, at, ids);
  changed = advanceTasks(service, at, pace, ids) || changed;
  refreshCounts(service);
  changed = beginRequestedRollback(service, at, ids) || changed;
  changed = tripBreaker(service, at, ids) || changed;
  changed = advanceStages(service, at, ids) || changed;
  const primary = primaryOf(service);
  changed = stopSome(service, primary, at, pace, ids) || changed;
  changed = launch(service, primary, at, pace, ids, pull) || changed;
  changed = dropDrained(service, primary) || changed;
  refreshCounts(service);
  return settle(service, at, ids) || changed;
};
