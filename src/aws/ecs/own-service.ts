import { DescribeTasksCommand, type ECSClient } from '@aws-sdk/client-ecs';
import type { DurationMs } from '../../domain/clock.ts';
import { lockName } from '../../domain/target/service.ts';
import type { EcsClients } from '../clients.ts';

/** What this process runs as: not in a service of ECS, in this one (`lockName`), or in one whose name nobody told. */
export type RunsAs =
  | { readonly kind: 'no-service' }
  | { readonly kind: 'service'; readonly thing: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** A text of the task's own description (ECS: task metadata endpoint, version 4); undefined where it isn't there. */
function textOf(description: unknown, name: 'Cluster' | 'TaskARN' | 'ServiceName'): string | undefined {
  const found: unknown =
    typeof description === 'object' && description !== null ? Reflect.get(description, name) : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

const TASK_ARN = /^arn:[\w-]+:ecs:([\w-]+):(\d{12}):task\//;

/** A task's group names its service so (ECS API, Task). */
const GROUP = /^service:(.+)$/;

/**
 * Asks ECS once as what this process runs. `address` is what ECS calls ECS_CONTAINER_METADATA_URI_V4; without it the
 * process isn't on ECS. Needs ecs:DescribeTasks of its own task where that runs on Fargate. Waits at most
 * twice as long as `timeout`, since a process must start without AWS, too. Never throws.
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
    const description: unknown = await answer.json();
    const task = textOf(description, 'TaskARN') ?? '';
    const [, region, account] = TASK_ARN.exec(task) ?? [];
    // A name, or an ARN that ends in it.
    const cluster = textOf(description, 'Cluster')?.split('/').at(-1);
    if (region === undefined || account === undefined || cluster === undefined)
      throw new Error('the description of the task names no task and cluster');
    // Fargate leaves the service out.
    const ecsService =
      textOf(description, 'ServiceName') ??
      (await serviceOf(clients.reading({ region, account }), { cluster, task, timeout }));
    return ecsService === undefined
      ? { kind: 'no-service' }
      : { kind: 'service', thing: lockName({ account, region, cluster, ecsService }) };
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}

/** The service that started a task; undefined where none did. */
async function serviceOf(
  client: ECSClient,
  {
    cluster,
    task,
    timeout,
  }: { readonly cluster: string; readonly task: string; readonly timeout: DurationMs },
): Promise<string | undefined> {
  const { tasks = [] } = await client.send(new DescribeTasksCommand({ cluster, tasks: [task] }), {
    abortSignal: AbortSignal.timeout(timeout),
  });
  const [described] = tasks;
  if (!described) throw new Error(`ECS doesn't know the task ${task}`);
  return GROUP.exec(described.group ?? '')?.[1];
}
