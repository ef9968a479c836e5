import type { WheelhouseProcess } from '../processes/wheelhouse-process.ts';

/** The worker process, which can be killed and replaced. */
export interface WorkerSeat {
  /** Ends the worker with SIGKILL. Does nothing when there is none. */
  kill(): Promise<void>;
  /** Starts a worker. Does nothing while one is there. */
  fill(): Promise<void>;
  isEmpty(): boolean;
}

/** A seat for one worker, empty at first; `start` starts a process. */
export function workerSeat(start: () => Promise<WheelhouseProcess>): WorkerSeat {
  let seated: Promise<WheelhouseProcess> | undefined;
  return {
    isEmpty: () => seated === undefined,
    async kill() {
      const leaving = seated;
      seated = undefined;
      await (await leaving)?.signal('SIGKILL');
    },
    async fill() {
      seated ??= start();
      await seated;
    },
  };
}
