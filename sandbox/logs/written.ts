import { failureScripts } from '../ecs/world/failures.ts';
import type { ServiceState, TaskDefinitionState, TaskState } from '../ecs/world/state.ts';
import type { WorldState } from '../ecs/world/world.ts';

/** One event of a log. Times are milliseconds since the epoch. */
export interface Written {
  readonly at: number;
  readonly stream: string;
  readonly message: string;
}

/** How often the load balancer asks each task how it is. */
const CHECKED_EVERY_MS = 10_000;

/** The group that a task definition's container writes to. */
export function groupOf({ containers }: TaskDefinitionState, container: string): string | undefined {
  const configuration: unknown = containers.find(({ name }) => name === container)?.['logConfiguration'];
  const options: unknown = field(configuration, 'options');
  const group = field(options, 'awslogs-group');
  return typeof group === 'string' ? group : undefined;
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/**
 * What the tasks of a group have written between two moments: a line when they start, one at each health check, and
 * what their failure makes them say. It follows from the world alone, so the same world has the same log.
 */
export function writtenBy(
  world: WorldState,
  region: string,
  group: string,
  from: number,
  to: number,
): Written[] {
  const ours = (service: ServiceState, task: TaskState): boolean =>
    world.taskDefinitions.some(
      (one) => one.arn === task.taskDefinition && groupOf(one, service.container) === group,
    );
  return world.services
    .filter((service) => service.region === region)
    .flatMap((service) =>
      service.tasks.filter((task) => ours(service, task)).map((task) => ({ service, task })),
    )
    .flatMap(({ service, task }) => linesOf(service, task, from, to));
}

function linesOf(service: ServiceState, task: TaskState, from: number, to: number): Written[] {
  const { startedAt, stoppedAt } = task;
  if (startedAt === undefined) return [];
  const stream = `ecs/${service.container}/${task.id}`;
  const write = (at: number, message: string): Written => ({ at, stream, message });
  const end = Math.min(to, stoppedAt ?? to);
  const checks: Written[] = [];
  const first = startedAt + Math.max(1, Math.ceil((from - startedAt) / CHECKED_EVERY_MS)) * CHECKED_EVERY_MS;
  for (let at = first; at <= end; at += CHECKED_EVERY_MS) {
    checks.push(write(at, 'INFO: 10.0.1.12:41230 - "GET /health HTTP/1.1" 200 OK'));
  }
  const script = task.fate === 'runs' ? undefined : failureScripts[task.fate];
  const last = script?.stage === 'running' && stoppedAt !== undefined ? (script.log ?? []) : [];
  return [
    write(startedAt, `INFO: ${service.container} started`),
    ...checks,
    ...last.map((message) => write(stoppedAt ?? startedAt, message)),
  ].filter(({ at }) => at >= from && at <= to);
}
