import type { EpochMs } from '../clock.ts';

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
