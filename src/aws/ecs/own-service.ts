import { DescribeTasksCommand } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { DurationMs } from '../../domain/clock.ts';
import { lockName } from '../../domain/target/service.ts';
import type { EcsClients } from '../clients.ts';

/** What this process runs as: not in a service of ECS, in this one (`lockName`), or in one whose name nobody told. */
export type RunsAs =
  | { readonly kind: 'no-service' }
  | { readonly kind: 'service'; readonly thing: string }
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * The task's own description (ECS: task metadata endpoint, version 4). Fargate leaves the service's name out there, so
 * that it is looked up among the tasks.
 */
const Metadata = z.object({
  Cluster: z.string(),
  TaskARN: z.string().regex(/^arn:[\w-]+:ecs:[\w-]+:\d{12}:task\//),
  ServiceName: z.string().min(1).optional(),
});

/** A task's group names its service so (ECS API, Task). */
const GROUP = /^service:(.+)$/;

/**
 * Asks ECS once as what this process runs. `address` is what ECS calls ECS_CONTAINER_METADATA_URI_V4; without it the
 * process isn't on ECS. Needs ecs:DescribeTasks of its own task where that runs on Fargate. Never throws.
 */
export async function runsAs(
  address: string | undefined,
  clients: Pick<EcsClients, 'reading'>,
  timeout: DurationMs,
): Promise<RunsAs> {
  if (address === undefined) return { kind: 'no-service' };
  try {
    const answer = await fetch(`${address.replace(/\/$/, '')}/task`, {
      signal: AbortSignal.timeout(timeout),
    });
    const { Cluster, TaskARN, ServiceName } = Metadata.parse(await answer.json());
    const [, , , region = '', account = ''] = TaskARN.split(':');
    const cluster = Cluster.split('/').at(-1) ?? Cluster;
    const ecsService = ServiceName ?? (await serviceOf(TaskARN));
    return ecsService === undefined
      ? { kind: 'no-service' }
      : { kind: 'service', thing: lockName({ account, region, cluster, ecsService }) };

    async function serviceOf(task: string): Promise<string | undefined> {
      const command = new DescribeTasksCommand({ cluster: Cluster, tasks: [task] });
      const { tasks = [] } = await clients.reading({ region, account }).send(command);
      const [described] = tasks;
      if (!described) throw new Error(`ECS doesn't know the task ${task}`);
      return GROUP.exec(described.group ?? '')?.[1];
    }
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}
