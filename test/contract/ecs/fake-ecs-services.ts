import type {
  DeploymentState,
  RevisionCounts,
  ServiceDeploymentState,
  ServiceState,
  TaskState,
} from '../../../sandbox/ecs/world/state.ts';
import {
  breakerThreshold,
  countOf,
  primaryOf,
  serviceDeploymentOf,
  wanted,
} from '../../../sandbox/ecs/world/state.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { EcsServices, EcsTarget } from '../../../src/domain/ports/ecs-services.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import type { RevisionTasks, ServiceDeployment } from '../../../src/domain/rollout/service-deployment.ts';
import type { Deployment, ServiceSnapshot } from '../../../src/domain/rollout/service-snapshot.ts';
import type { StoppedTask } from '../../../src/domain/rollout/stopped-task.ts';

type Method = keyof EcsServices;

/** The port on a sandbox's world without HTTP: fast, and as far in time as its clock says. */
export interface FakeEcsServices extends EcsServices {
  /** Every call so far, oldest first. */
  readonly calls: readonly { readonly method: Method; readonly target: EcsTarget; readonly didIt: boolean }[];
  /** The next call of this method answers this fault; with `after` it has been done all the same. */
  failNext(method: Method, fault: Fault, when?: 'before' | 'after'): void;
}

const deploymentOf = (service: ServiceState, one: DeploymentState): Deployment => {
  const tasks = wanted(service, one.id);
  return {
    id: one.id,
    status: one.status,
    taskDefinition: one.taskDefinition,
    desired: one.status === 'PRIMARY' ? service.desired : tasks.length,
    running: countOf(tasks, 'RUNNING'),
    pending: countOf(tasks, 'PENDING'),
    failed: one.failed,
    rolloutState: one.rolloutState,
    rolloutReason: one.rolloutReason,
    createdAt: one.createdAt,
  };
};

const snapshotOf = (service: ServiceState): ServiceSnapshot => {
  const current = service.serviceDeployments[0];
  return {
    status: service.status,
    controller: 'ECS',
    taskDefinition: primaryOf(service).taskDefinition,
    desired: service.desired,
    running: countOf(wanted(service), 'RUNNING'),
    pending: countOf(wanted(service), 'PENDING'),
    deployments: service.deployments.map((one) => deploymentOf(service, one)),
    ...(current ? { currentServiceDeployment: current.arn } : {}),
    targetGroups: [service.targetGroupArn],
    breaker: service.breaker,
    rolls: {
      strategy: service.strategy,
      minimumHealthyPercent: service.minimumHealthyPercent,
      maximumPercent: service.maximumPercent,
    },
    pauses: service.pauses.map(({ stage, timeoutAction = 'ROLLBACK' }) => ({
      stages: [stage],
      otherwise: timeoutAction,
    })),
    events: service.events.map(({ at, message }) => ({ at, message })),
  };
};

const tasksOf = ({ arn, requested, running, pending }: RevisionCounts): RevisionTasks => ({
  arn,
  requested,
  running,
  pending,
});

const serviceDeploymentFrom = (service: ServiceState, one: ServiceDeploymentState): ServiceDeployment => {
  const hook = one.hooks.find(({ status }) => status === 'AWAITING_ACTION');
  const counts = one.breaker.status === 'MONITORING' || one.breaker.status === 'TRIGGERED';
  return {
    arn: one.arn,
    status: one.status,
    ...(one.statusReason === undefined ? {} : { statusReason: one.statusReason }),
    createdAt: one.createdAt,
    ...(one.finishedAt === undefined ? {} : { finishedAt: one.finishedAt }),
    target: tasksOf(one.target),
    sources: one.sources.map(tasksOf),
    ...(counts
      ? { breaker: { failures: one.breaker.failures, threshold: breakerThreshold(service.desired) } }
      : {}),
    ...(one.stage === undefined ? {} : { stage: one.stage }),
    ...(hook ? { hook: { id: hook.id, expiresAt: hook.expiresAt, otherwise: hook.timeoutAction } } : {}),
    ...(one.rollback ? { rollback: { reason: one.rollback.reason } } : {}),
  };
};

const stoppedTaskFrom = (service: ServiceState, task: TaskState): StoppedTask => ({
  taskArn: `${service.clusterArn.replace(':cluster/', ':task/')}/${task.id}`,
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

const missing = (call: string, what: string): { readonly ok: false; readonly fault: Fault } =>
  err({ kind: 'missing', call, what, detail: 'MISSING' });

/** Makes the fake. Its world goes on to the clock's time at each call, and only then. */
export const fakeEcsServices = (world: World, clock: Clock): FakeEcsServices => {
  const calls: { method: Method; target: EcsTarget; didIt: boolean }[] = [];
  let planned: { method: Method; fault: Fault; when: 'before' | 'after' }[] = [];

  const answer = <T>(
    method: Method,
    target: EcsTarget,
    act: () => Result<T, Fault>,
  ): Promise<Result<T, Fault>> => {
    world.advanceTo(clock.now());
    const plan = planned.find((one) => one.method === method);
    planned = planned.filter((one) => one !== plan);
    if (plan?.when === 'before') {
      calls.push({ method, target, didIt: false });
      return Promise.resolve(err(plan.fault));
    }
    const result = act();
    calls.push({ method, target, didIt: result.ok });
    return Promise.resolve(plan ? err(plan.fault) : result);
  };

  const onService = <T>(
    target: EcsTarget,
    call: string,
    use: (service: ServiceState) => Result<T, Fault>,
  ): Result<T, Fault> => {
    const found = world
      .read()
      .services.find(
        (one) =>
          one.region === target.region && one.cluster === target.cluster && one.name === target.ecsService,
      );
    if (found === undefined || world.account !== target.account) return missing(call, target.ecsService);
    return use(structuredClone(found));
  };

  return {
    calls,
    failNext: (method, fault, when = 'before') => {
      planned.push({ method, fault, when });
    },
    describe: (target) =>
      answer('describe', target, () =>
        onService(target, 'ecs:DescribeServices', (service) => ok(snapshotOf(service))),
      ),
    forceNewDeployment: (target) =>
      answer('forceNewDeployment', target, () =>
        onService(target, 'ecs:UpdateService', ({ region, cluster, name }) => {
          const updated = world.update({ region, cluster, service: name }, { force: true });
          return updated ? ok(snapshotOf(updated)) : missing('ecs:UpdateService', name);
        }),
      ),
    update: (target, { taskDefinition, desired, deployment }) =>
      answer('update', target, () =>
        onService(target, 'ecs:UpdateService', ({ region, cluster, name }) => {
          const known = world.taskDefinitions.find(({ arn }) => arn === taskDefinition);
          if (taskDefinition !== undefined && known?.status !== 'ACTIVE')
            return err({
              kind: 'invalid',
              call: 'ecs:UpdateService',
              detail: 'Unable to describe task definition.',
            });
          const updated = world.update(
            { region, cluster, service: name },
            {
              force: deployment === 'forced',
              ...(taskDefinition === undefined ? {} : { taskDefinition }),
              ...(desired === undefined ? {} : { desired }),
            },
          );
          return updated ? ok(snapshotOf(updated)) : missing('ecs:UpdateService', name);
        }),
      ),
    newestServiceDeployments: (target, limit) =>
      answer('newestServiceDeployments', target, () =>
        onService(target, 'ecs:ListServiceDeployments', (service) =>
          ok(service.serviceDeployments.slice(0, limit).map((one) => serviceDeploymentFrom(service, one))),
        ),
      ),
    describeServiceDeployment: (target, arn) =>
      answer('describeServiceDeployment', target, () =>
        onService(target, 'ecs:DescribeServiceDeployments', (service) => {
          const one = serviceDeploymentOf(service, arn);
          return one
            ? ok(serviceDeploymentFrom(service, one))
            : missing('ecs:DescribeServiceDeployments', arn);
        }),
      ),
    continueDeployment: (target, { arn, hook }, action) =>
      answer('continueDeployment', target, () => {
        const answered = world.answerHook(arn, hook, action);
        const call = 'ecs:ContinueServiceDeployment';
        if (answered === 'answered') return ok(undefined);
        return answered === 'unknown' ? missing(call, arn) : err({ kind: 'invalid', call, detail: answered });
      }),
    stopDeployment: (target, arn) =>
      answer('stopDeployment', target, () => {
        const asked = world.requestRollback(arn);
        const call = 'ecs:StopServiceDeployment';
        if (asked === 'requested') return ok(undefined);
        return asked === 'unknown' ? missing(call, arn) : err({ kind: 'invalid', call, detail: asked });
      }),
    stoppedTasks: (target, deploymentId) =>
      answer('stoppedTasks', target, () =>
        onService(target, 'ecs:ListTasks', (service) =>
          ok(
            service.tasks
              .filter((task) => task.deploymentId === deploymentId && task.lastStatus === 'STOPPED')
              .map((task) => stoppedTaskFrom(service, task))
              .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
              .slice(0, 100),
          ),
        ),
      ),
  };
};
