import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { RunId } from '../../domain/ids.ts';
import { gather } from '../gather.ts';
import type { Keys } from '../ledger/keys.ts';

/** The name of BullMQ's queue. */
export const QUEUE = 'runs';

/** Where runs are handed to workers. A job is only a wake-up call: all that matters is in the ledger. */
export interface RunQueue {
  /** Makes the job of a run that was stored this moment. Throws without Redis. */
  add(id: RunId): Promise<void>;
  /** Makes a run's job exist and due. Does nothing for a run that a worker has in hand. Throws without Redis. */
  wake(id: RunId): Promise<void>;
  close(): Promise<void>;
}

/**
 * How long new jobs are gathered to go to Redis together. At hundreds of commands a second each job of its own would
 * cost the next person's acknowledgement more than the runs gain by starting a moment earlier.
 */
const GATHER_MS = 50;

const jobOf = (id: RunId) => ({
  name: 'run',
  data: {},
  // Retries are for a worker that lost Redis in the middle: the ledger decides what is left to do.
  opts: {
    jobId: id,
    removeOnComplete: true,
    removeOnFail: true,
    attempts: 1_000_000,
    backoff: { type: 'fixed' as const, delay: 1000 },
  },
});

/** The queue on BullMQ. The job's id is the run's, so a run has at most one job. */
export function runQueue(redis: Redis, keys: Keys): RunQueue {
  const queue = new Queue(QUEUE, { connection: redis, prefix: keys.bullPrefix });
  queue.on('error', () => undefined);
  const gathered = gather(async (ids: readonly RunId[]) => {
    await queue.addBulk(ids.map(jobOf));
  }, GATHER_MS);
  const add = (id: RunId) => gathered.add(id);
  return {
    add,
    async wake(id) {
      const job = await queue.getJob(id);
      if (!job) {
        await add(id);
        return;
      }
      const state = await job.getState();
      if (state === 'delayed') await job.promote();
      if (state === 'completed' || state === 'failed') {
        await job.remove();
        await add(id);
      }
    },
    async close() {
      await gathered.flush();
      await queue.close();
    },
  };
}
