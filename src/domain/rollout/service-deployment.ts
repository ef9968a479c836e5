import type { EpochMs } from '../clock.ts';

/** ECS API, ServiceDeploymentStatus. The last four are final. */
export type ServiceDeploymentStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'STOP_REQUESTED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOPPED'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED';

/** Tasks of one service revision within a deployment. */
export interface RevisionTasks {
  readonly arn: string;
  readonly requested: number;
  readonly running: number;
  readonly pending: number;
}

/** A service deployment as DescribeServiceDeployments shows it. */
export interface ServiceDeployment {
  readonly arn: string;
  readonly status: ServiceDeploymentStatus;
  readonly statusReason?: string;
  readonly createdAt: EpochMs;
  readonly finishedAt?: EpochMs;
  readonly target?: RevisionTasks;
  readonly sources: readonly RevisionTasks[];
  /** Present while the circuit breaker counts. */
  readonly breaker?: { readonly failures: number; readonly threshold: number };
  readonly rollback?: { readonly reason: string };
}

/** A task that ECS stopped, and why (ECS API, Task.stopCode and stoppedReason). */
export interface StoppedTask {
  readonly taskArn: string;
  readonly stopCode?: string;
  readonly reason: string;
  readonly stoppedAt?: EpochMs;
  readonly containers: readonly {
    readonly name: string;
    readonly exitCode?: number;
    readonly reason?: string;
  }[];
}
