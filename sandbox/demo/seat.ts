import type { WheelhouseProcess } from '../processes/wheelhouse-process.ts';

/** A process that can be killed and replaced. */
export interface Seat {
  /** Ends the process with SIGKILL. Does nothing when there is none. */
  kill(): Promise<void>;
  /** Starts a process. Does nothing while one is there. */
  fill(): Promise<void>;
  /** Asks the process to end, and waits for it. Does nothing when there is none. */
  leave(): Promise<void>;
  isEmpty(): boolean;
}

/** A seat for one process, empty at first. */
export function seat(start: () => Promise<WheelhouseProcess>): Seat {
  let seated: Promise<WheelhouseProcess> | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const leaving = seated;
    seated = undefined;
    await (await leaving)?.signal(signal);
  };
  return {
    isEmpty: () => seated === undefined,
    kill: () => end('SIGKILL'),
    leave: () => end('SIGTERM'),
    async fill() {
      seated ??= start();
      await seated;
    },
  };
}
