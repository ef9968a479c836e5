import type { EpochMs } from '../clock.ts';
import type { LiveTask } from '../tasks/service-tasks.ts';

/** A secret or parameter that was changed after running tasks had read it. */
export interface StaleSecret {
  readonly kind: 'secret' | 'parameter';
  /** As people know it: `mcp-gateway/documentdb/credentials`. */
  readonly name: string;
  /** Under which names containers are given it. */
  readonly names: readonly string[];
  readonly changedAt: EpochMs;
  /** How many running tasks started before. */
  readonly tasks: number;
}

/** What is known of a source when its change is compared with the tasks. */
export type ChangedSource = Omit<StaleSecret, 'tasks'>;

/**
 * Those that were changed after the start of a running task of the revision, the latest change first. ECS fetches
 * secrets before it starts a task, and never again (ECS developer guide, "Pass sensitive data to an ECS container").
 */
export function staleSecrets(
  sources: readonly ChangedSource[],
  tasks: readonly LiveTask[],
  taskDefinition: string,
): StaleSecret[] {
  const starts = tasks.flatMap((task) =>
    task.status === 'RUNNING' && task.taskDefinition === taskDefinition ? (task.startedAt ?? []) : [],
  );
  return sources
    .map((source) => ({ ...source, tasks: starts.filter((at) => at < source.changedAt).length }))
    .filter(({ tasks: older }) => older > 0)
    .sort((a, b) => b.changedAt - a.changedAt);
}
