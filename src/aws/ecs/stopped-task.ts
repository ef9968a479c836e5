import type { Task } from '@aws-sdk/client-ecs';
import type { StoppedTask } from '../../domain/rollout/stopped-task.ts';
import { required } from './required.ts';

/** A stopped task in the domain's words. Throws Unreadable without an ARN or a container's name. */
export const stoppedTask = (from: Task): StoppedTask => ({
  taskArn: required(from.taskArn, 'task.taskArn'),
  ...(from.stopCode === undefined ? {} : { stopCode: from.stopCode }),
  reason: from.stoppedReason ?? 'ECS gives no reason',
  ...(from.stoppedAt === undefined ? {} : { stoppedAt: from.stoppedAt.getTime() }),
  containers: (from.containers ?? []).map((container) => ({
    name: required(container.name, 'container.name'),
    ...(container.exitCode === undefined ? {} : { exitCode: container.exitCode }),
    ...(container.reason === undefined ? {} : { reason: container.reason }),
  })),
});
