import type { EpochMs } from '../clock.ts';
import type { StoppedTask } from '../rollout/stopped-task.ts';

/** Whether a command can be run in a task (ECS API, Task.enableExecuteCommand and the container's managed agent). */
export type ExecReadiness = 'ready' | 'agent-not-running' | 'off';

/** A task that hasn't stopped yet. */
export interface LiveTask {
  readonly taskArn: string;
  /** ECS's own word: PROVISIONING, PENDING, RUNNING, DEACTIVATING, … */
  readonly status: string;
  /** UNKNOWN where the task definition has no health check, and until it was made once (ECS API, Task.healthStatus). */
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  readonly zone?: string;
  /** Its own address, where it has one (network mode awsvpc): what its load balancer knows it by. */
  readonly address?: string;
  readonly taskDefinition: string;
  /** The id of the deployment that started it (ECS API, Task.startedBy). */
  readonly startedBy?: string;
  readonly startedAt?: EpochMs;
  readonly exec: ExecReadiness;
  readonly containers: readonly {
    readonly name: string;
    readonly image?: string;
    readonly digest?: string;
  }[];
}

/** A service's tasks as ECS shows them. */
export interface ServiceTasks {
  /** Newest first; those that haven't started yet before all. */
  readonly live: readonly LiveTask[];
  /** Newest first. ECS shows them for an hour at least. */
  readonly stopped: readonly StoppedTask[];
  /** Whether ECS lists more than were read. */
  readonly complete: boolean;
}
