import { DelayedError, type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import { RunId } from '../../domain/ids.ts';
import type { TurnEnd } from '../engine/engine-parts.ts';
import type { Keys } from '../ledger/keys.ts';
import { QUEUE } from './run-queue.ts';

/** What the worker needs. */
export interface RunWorkerParts {
  /** A connection with `maxRetriesPerRequest: null`. */
  readonly redis: Redis;
  readonly keys: Keys;
  /** Takes a run as far as it goes; the signal says that the worker is stopping. */
  readonly execute: (id: RunId, stop: AbortSignal) => Promise<TurnEnd>;
  /** How many runs are worked on at once. Waiting runs don't count. */
  readonly concurrency: number;
  readonly jobLock: DurationMs;
  readonly stalledEvery: DurationMs;
  readonly onFailure: OnFailure;
}

/** A worker that can be stopped so that others go on at once. */
export interface RunWorker {
  stop(): Promise<void>;
}

/** BullMQ fails a job for good after this many crashes of its workers; ours may crash as often as they like. */
const MAX_STALLED = 1_000_000;

/** How long `close` needs to stop fetching before the running jobs are told to hand over. */
const CLOSE_FIRST_MS = 50;

/** Starts a worker on the queue of runs. A run that waits gives its slot back: its job is delayed until then. */
export function startRunWorker(parts: RunWorkerParts): RunWorker {
  // BullMQ inspects the arity: only a processor of exactly three parameters is given the signal.
  const process = async (job: Job, token: string | undefined, signal?: AbortSignal): Promise<void> => {
    const end = await parts.execute(RunId.parse(job.id), signal ?? new AbortController().signal);
    if (end.kind === 'later') {
      await job.moveToDelayed(Date.now() + end.inMs, token);
      throw new DelayedError();
    }
  };
  const worker = new Worker(QUEUE, process, {
    connection: parts.redis,
    prefix: parts.keys.bullPrefix,
    concurrency: parts.concurrency,
    lockDuration: parts.jobLock,
    stalledInterval: parts.stalledEvery,
    maxStalledCount: MAX_STALLED,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', (error) => parts.onFailure('the worker lost something', error));
  worker.on('failed', (job, error) =>
    parts.onFailure('a turn at a run failed', error, job?.id === undefined ? {} : { run: job.id }),
  );
  return {
    async stop() {
      const closed = worker.close();
      await new Promise((resolve) => setTimeout(resolve, CLOSE_FIRST_MS));
      worker.cancelAllJobs('shutdown');
      await closed;
    },
  };
}
