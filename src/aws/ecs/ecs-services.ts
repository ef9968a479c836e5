import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  type Service,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { Fault } from '../../domain/fault/fault.ts';
import type { EcsServices, EcsTarget } from '../../domain/ports/ecs-services.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { EcsClients } from '../clients.ts';
import type { FailedCall } from '../fault.ts';
import { ask } from './ask.ts';
import { Unreadable } from './required.ts';
import { serviceDeployment } from './service-deployment.ts';
import { serviceSnapshot } from './service-snapshot.ts';
import { stoppedTask } from './stopped-task.ts';

/** DescribeServiceDeployments takes this many at most (ECS API). */
const MAX_DESCRIBED = 20;
/** ListTasks and DescribeTasks, ListServiceDeployments: the largest page (ECS API). */
const MAX_PAGE = 100;

const nameOf = ({ account, region, cluster, ecsService }: EcsTarget): string =>
  `service ${ecsService} in cluster ${cluster} (${account}, ${region})`;

/**
 * The service that an answer is about. One of another account than the target's means that the credentials lead
 * elsewhere: that is never taken for the service that was meant.
 */
const readService = (
  service: Service | undefined,
  target: EcsTarget,
  { call, what }: FailedCall,
): Result<ServiceSnapshot, Fault> => {
  if (service === undefined) return err({ kind: 'missing', call, what, detail: 'MISSING' });
  const account = service.serviceArn?.split(':')[4];
  if (account !== undefined && account !== target.account)
    return err({
      kind: 'missing',
      call,
      what,
      detail: `the credentials are of account ${account}; set the role to assume`,
    });
  return ok(serviceSnapshot(service));
};

/**
 * The port on the AWS SDK. Permissions: on `service/CLUSTER/*` ecs:DescribeServices, ecs:UpdateService and
 * ecs:ListServiceDeployments; on `service-deployment/CLUSTER/*` ecs:DescribeServiceDeployments; ecs:ListTasks with
 * an `ecs:cluster` condition; on `task/CLUSTER/*` ecs:DescribeTasks (Service Authorization Reference, Amazon ECS).
 */
export const ecsServices = (clients: EcsClients): EcsServices => {
  const update = (target: EcsTarget, change: Partial<UpdateServiceCommandInput>) => {
    const command = new UpdateServiceCommand({
      ...change,
      cluster: target.cluster,
      service: target.ecsService,
    });
    return ask(
      { call: 'ecs:UpdateService', what: nameOf(target) },
      () => clients.writing(target).send(command),
      ({ service }) => {
        if (service === undefined) throw new Unreadable('service is missing');
        return ok(serviceSnapshot(service));
      },
    );
  };
  return {
    describe: (target) => {
      const call = { call: 'ecs:DescribeServices', what: nameOf(target) };
      const command = new DescribeServicesCommand({ cluster: target.cluster, services: [target.ecsService] });
      return ask(
        call,
        () => clients.reading(target).send(command),
        ({ services }) => readService(services?.[0], target, call),
      );
    },

    forceNewDeployment: (target) => update(target, { forceNewDeployment: true }),

    update: (target, { taskDefinition, desired, deployment }) =>
      update(target, {
        ...(taskDefinition === undefined ? {} : { taskDefinition }),
        ...(desired === undefined ? {} : { desiredCount: desired }),
        ...(deployment === undefined ? {} : { forceNewDeployment: true }),
      }),

    newestServiceDeployments: async (target, limit) => {
      const client = clients.reading(target);
      const what = nameOf(target);
      const listed = await ask(
        { call: 'ecs:ListServiceDeployments', what },
        () =>
          client.send(
            new ListServiceDeploymentsCommand({
              cluster: target.cluster,
              service: target.ecsService,
              maxResults: MAX_PAGE,
            }),
          ),
        ({ serviceDeployments = [] }) =>
          ok(
            serviceDeployments
              .flatMap(({ serviceDeploymentArn: arn, createdAt }) =>
                arn === undefined || createdAt === undefined ? [] : [{ arn, at: createdAt.getTime() }],
              )
              .sort((a, b) => b.at - a.at)
              .slice(0, Math.min(limit, MAX_DESCRIBED))
              .map(({ arn }) => arn),
          ),
      );
      if (!listed.ok) return listed;
      if (listed.value.length === 0) return ok([]);
      const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: listed.value });
      return ask(
        { call: 'ecs:DescribeServiceDeployments', what },
        () => client.send(command),
        ({ serviceDeployments = [] }) =>
          ok(serviceDeployments.map(serviceDeployment).sort((a, b) => b.createdAt - a.createdAt)),
      );
    },

    describeServiceDeployment: (target, arn) => {
      const call = { call: 'ecs:DescribeServiceDeployments', what: `service deployment ${arn}` };
      const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] });
      return ask(
        call,
        () => clients.reading(target).send(command),
        ({ serviceDeployments }) => {
          const [first] = serviceDeployments ?? [];
          return first === undefined
            ? err({ kind: 'missing', ...call, detail: 'MISSING' })
            : ok(serviceDeployment(first));
        },
      );
    },

    continueDeployment: (target, { arn, hook }, action) =>
      ask(
        { call: 'ecs:ContinueServiceDeployment', what: `service deployment ${arn}` },
        () =>
          clients
            .writing(target)
            .send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId: hook, action })),
        () => ok(undefined),
      ),

    stopDeployment: (target, serviceDeploymentArn) =>
      ask(
        { call: 'ecs:StopServiceDeployment', what: `service deployment ${serviceDeploymentArn}` },
        () =>
          clients
            .writing(target)
            .send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' })),
        () => ok(undefined),
      ),

    stoppedTasks: async (target, deploymentId) => {
      const client = clients.reading(target);
      const what = nameOf(target);
      const listed = await ask(
        { call: 'ecs:ListTasks', what },
        () =>
          client.send(
            new ListTasksCommand({
              cluster: target.cluster,
              startedBy: deploymentId,
              desiredStatus: 'STOPPED',
              maxResults: MAX_PAGE,
            }),
          ),
        ({ taskArns = [] }) => ok(taskArns),
      );
      if (!listed.ok) return listed;
      if (listed.value.length === 0) return ok([]);
      // ListTasks goes by what ECS wants; a task that still drains hasn't stopped.
      const command = new DescribeTasksCommand({ cluster: target.cluster, tasks: listed.value });
      return ask(
        { call: 'ecs:DescribeTasks', what },
        () => client.send(command),
        ({ tasks = [] }) =>
          ok(
            tasks
              .filter((task) => task.lastStatus === 'STOPPED')
              .map(stoppedTask)
              .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)),
          ),
      );
    },
  };
};
