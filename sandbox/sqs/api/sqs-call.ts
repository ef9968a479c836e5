import type { Queue } from '../world/queue.ts';
import type { Queues } from '../world/queues.ts';

/** A call as the operations get it. */
export interface SqsCall {
  readonly input: unknown;
  readonly region: string;
  readonly queues: Queues;
  /** The address that a queue is named by. */
  readonly urlOf: (queue: Queue) => string;
}
