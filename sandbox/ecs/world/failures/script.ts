import type { ServiceState, TaskState } from '../state.ts';

/** What a failure's words may be about. */
export interface Struck {
  readonly service: ServiceState;
  /** The image of the task's revision. */
  readonly image: string;
}

/** What a load balancer says of a target (Elastic Load Balancing API, TargetHealth). */
export interface TargetWords {
  readonly state: 'unhealthy' | 'unused' | 'unavailable';
  readonly reason: string;
  readonly description: string;
}

/** How a task fails. */
export type FailureScript = {
  /** Whether a rollback's tasks are spared. */
  readonly ofTheRelease: boolean;
} & (
  | {
      /** No task is made at all. */
      readonly stage: 'placing';
      readonly event: (service: ServiceState) => string;
      /** Present: the service's target group isn't there any more. */
      readonly targetGroup?: 'gone';
    }
  | {
      /** It never runs. */
      readonly stage: 'starting';
      readonly reason: (struck: Struck) => string;
      /** Whether ECS says it of the container, too. */
      readonly ofContainer: boolean;
    }
  | {
      /** It runs, and ends. */
      readonly stage: 'running';
      readonly stopCode: string;
      readonly reason: string;
      readonly exitCode?: number;
      readonly containerReason?: string;
      /** What it writes to its log before the end. */
      readonly log?: readonly string[];
    }
  | {
      /** It runs, and is taken for ill. */
      readonly stage: 'checking';
      readonly reason: (service: ServiceState) => string;
      readonly event?: (service: ServiceState, task: TaskState) => string;
      readonly target?: TargetWords;
    }
  | {
      /** It runs, is never healthy, and ECS leaves it, as within the service's grace period. */
      readonly stage: 'lingering';
      readonly event?: (service: ServiceState, task: TaskState) => string;
      readonly target?: TargetWords;
    }
  | { /** Nothing happens to it. */ readonly stage: 'pending' }
);

/** A task that never runs, with words in which IMAGE and SECRET stand for its own. */
export const starting = (
  words: string,
  more: { readonly ofContainer?: boolean; readonly ofTheRelease?: boolean } = {},
): FailureScript => ({
  stage: 'starting',
  ofTheRelease: true,
  ofContainer: false,
  ...more,
  reason: ({ service, image }) =>
    words
      .replaceAll('IMAGE', image)
      .replaceAll(
        'SECRET',
        `${service.arn.replace(/:ecs:([^:]+):(\d+):.*/, ':secretsmanager:$1:$2')}:secret:${service.name}/database-AbCdEf`,
      ),
});

/** A container that ends by itself. Without a code ECS shows none. */
export const exits = (
  exitCode: number | undefined,
  log?: readonly string[],
  containerReason?: string,
): FailureScript => ({
  stage: 'running',
  ofTheRelease: true,
  stopCode: 'EssentialContainerExited',
  reason: 'Essential container in task exited',
  ...(exitCode === undefined ? {} : { exitCode }),
  ...(log === undefined ? {} : { log }),
  ...(containerReason === undefined ? {} : { containerReason }),
});

/** A task that something else ends, whatever it runs. */
export const ended = (stopCode: string, reason: string): FailureScript => ({
  stage: 'running',
  ofTheRelease: false,
  stopCode,
  reason,
});
