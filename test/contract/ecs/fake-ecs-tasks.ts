import { addressOf } from '../../../sandbox/ecs/world/network.ts';
import type { ServiceState, TaskState } from '../../../sandbox/ecs/world/state.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import { type EcsTasks, TASKS_A_READ } from '../../../src/domain/ports/ecs-tasks.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { StoppedTask } from '../../../src/domain/rollout/stopped-task.ts';
import type { LiveTask } from '../../../src/domain/tasks/service-tasks.ts';

const arnOf = ({ clusterArn }: ServiceState, { id }: TaskState): string =>
  `${clusterArn.replace(':cluster/', ':task/')}/${id}`;

const liveFrom = (service: ServiceState, task: TaskState): LiveTask => ({
  taskArn: arnOf(service, task),
  status: task.lastStatus,
  health: task.healthyAt === undefined ? 'UNKNOWN' : 'HEALTHY',
  zone: `${service.region}${'abc'[Number.parseInt(task.id.slice(0, 4), 16) % 3]}`,
  ...(task.startedAt === undefined ? {} : { address: addressOf(task) }),
  taskDefinition: task.taskDefinition,
  startedBy: task.deploymentId,
  ...(task.startedAt === undefined ? {} : { startedAt: task.startedAt }),
  exec: service.exec ? (task.lastStatus === 'RUNNING' ? 'ready' : 'agent-not-running') : 'off',
  containers: task.images.map(({ container: name, image, digest }) => ({
    name,
    image,
    ...(digest === undefined || task.startedAt === undefined ? {} : { digest }),
  })),
});

const stoppedFrom = (service: ServiceState, task: TaskState): StoppedTask => ({
  taskArn: arnOf(service, task),
  ...(task.stopCode === undefined ? {} : { stopCode: task.stopCode }),
  reason: task.stoppedReason ?? '',
  ...(task.stoppedAt === undefined ? {} : { stoppedAt: task.stoppedAt }),
  containers: [
    {
      name: service.container,
      ...(task.exitCode === undefined ? {} : { exitCode: task.exitCode }),
      ...(task.containerReason === undefined ? {} : { reason: task.containerReason }),
    },
  ],
});

/** The port on a sandbox's world without HTTP. Its world goes on to the clock's time at each call, and only then. */
export const fakeEcsTasks = (world: World, clock: Clock): EcsTasks => ({
  async ofService({ account, region, cluster, ecsService }) {
    world.advanceTo(clock.now());
    const service = world
      .read()
      .services.find((one) => one.region === region && one.cluster === cluster && one.name === ecsService);
    if (!service || world.account !== account)
      return err({ kind: 'missing', call: 'ecs:ListTasks', what: ecsService, detail: 'MISSING' });
    const wanted = service.tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
    const unwanted = service.tasks.filter(({ desiredStatus }) => desiredStatus === 'STOPPED').reverse();
    const shown = [...wanted.slice(-TASKS_A_READ), ...unwanted.slice(0, TASKS_A_READ)];
    return ok({
      live: shown
        .filter(({ lastStatus }) => lastStatus !== 'STOPPED')
        .map((task) => liveFrom(service, task))
        .sort((a, b) => (b.startedAt ?? Number.MAX_SAFE_INTEGER) - (a.startedAt ?? Number.MAX_SAFE_INTEGER)),
      stopped: shown
        .filter(({ lastStatus }) => lastStatus === 'STOPPED')
        .map((task) => stoppedFrom(service, task))
        .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)),
      complete: wanted.length <= TASKS_A_READ && unwanted.length <= TASKS_A_READ,
    });
  },
});
