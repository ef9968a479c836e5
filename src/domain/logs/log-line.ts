import type { EpochMs } from '../clock.ts';

/** One event of a log, as its task wrote it. */
export interface LogLine {
  readonly at: EpochMs;
  /** The log stream; awslogs calls it `prefix/container/task id` (ECS developer guide, "awslogs-stream-prefix"). */
  readonly stream: string;
  readonly text: string;
}
