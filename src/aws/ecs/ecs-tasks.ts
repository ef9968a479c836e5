import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import type { Fault } from '../../domain/fault/fault.ts';
import type { EcsTarget } from '../../domain/ports/ecs-services.ts';
import { type EcsTasks, TASKS_A_READ } from '../../domain/ports/ecs-tasks.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServiceTasks } from '../../domain/tasks/service-tasks.ts';
import type { EcsClients } from '../clients.ts';
import { ask } from './ask.ts';
import { liveTask } from './live-task.ts';
import { stoppedTask } from './stopped-task.ts';

interface Listed {
  readonly arns: readonly string[];
  readonly complete: boolean;
}

const NONE: ServiceTasks = { live: [], stopped: [], complete: true };

/**
 * Tasks on the AWS SDK. Permissions: ecs:ListTasks with an `ecs:cluster` condition; on `task/CLUSTER/*`
 * ecs:DescribeTasks (Service Authorization Reference, Amazon ECS).
 */
export const ecsTasks = (clients: EcsClients): EcsTasks => {
  const list = (target: EcsTarget, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<Result<Listed, Fault>> => {
    const { cluster, ecsService: serviceName, account, region } = target;
    const command = new ListTasksCommand({ cluster, serviceName, desiredStatus, maxResults: TASKS_A_READ });
    const what = `service ${serviceName} in cluster ${cluster} (${account}, ${region})`;
    return ask(
      { call: 'ecs:ListTasks', what },
      () => clients.reading(target).send(command),
      ({ taskArns = [], nextToken }) => {
        // Credentials that lead to another account list another account's tasks: never those that were meant.
        const other = taskArns.map((arn) => arn.split(':')[4]).find((one) => one !== account);
        if (other !== undefined) {
          const detail = `the credentials are of account ${other}; set the role to assume`;
          return err({ kind: 'missing', call: 'ecs:ListTasks', what, detail });
        }
        return ok({ arns: taskArns, complete: nextToken === undefined });
      },
    );
  };

  const read = async (
    target: EcsTarget,
    { arns, complete }: Listed,
  ): Promise<Result<ServiceTasks, Fault>> => {
    if (arns.length === 0) return ok(NONE);
    return ask(
      { call: 'ecs:DescribeTasks', what: `tasks in cluster ${target.cluster}` },
      () =>
        clients.reading(target).send(new DescribeTasksCommand({ cluster: target.cluster, tasks: [...arns] })),
      ({ tasks = [] }) =>
        ok({
          // ListTasks goes by what ECS wants; a task that still drains hasn't stopped.
          live: tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED').map(liveTask),
          stopped: tasks.filter(({ lastStatus }) => lastStatus === 'STOPPED').map(stoppedTask),
          complete,
        }),
    );
  };

  return {
    async ofService(target) {
      const [running, stopped] = await Promise.all([list(target, 'RUNNING'), list(target, 'STOPPED')]);
      if (!running.ok) return running;
      if (!stopped.ok) return stopped;
      const both = await Promise.all([read(target, running.value), read(target, stopped.value)]);
      const tasks: ServiceTasks[] = [];
      for (const one of both) {
        if (!one.ok) return one;
        tasks.push(one.value);
      }
      return ok({
        live: tasks
          .flatMap(({ live }) => live)
          .sort(
            (a, b) => (b.startedAt ?? Number.MAX_SAFE_INTEGER) - (a.startedAt ?? Number.MAX_SAFE_INTEGER),
          ),
        stopped: tasks
          .flatMap(({ stopped: gone }) => gone)
          .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)),
        complete: tasks.every(({ complete }) => complete),
      });
    },
  };
};
