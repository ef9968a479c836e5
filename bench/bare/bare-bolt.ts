import { z } from 'zod';
import { freePort } from '../../tools/redis/free-port.ts';
import { startChild } from '../children/child.ts';

/** A running Bolt app that only acknowledges, or stores a job and then acknowledges. */
export interface BareBolt {
  /** Where it takes requests over HTTP; nothing is there where it is reached over Socket Mode. */
  readonly eventsUrl: string;
  /** Its resident memory in MB (10^6 bytes). */
  residentMb(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts it in a process of its own; resolves when it listens, or is connected. `env` holds what begins with `SLACK_`:
 * with an app token it comes by Socket Mode, else it is reached over HTTP, as Wheelhouse is. `jobsIn` is the Redis of one
 * that stores a BullMQ job before it acknowledges.
 */
export async function startBareBolt(
  env: Readonly<Record<string, string>>,
  jobsIn?: string,
): Promise<BareBolt> {
  const port = await freePort();
  const slack = Object.entries(env).filter(([name]) => name.startsWith('SLACK_'));
  const child = await startChild(new URL('./bolt-process.mjs', import.meta.url), {
    ...Object.fromEntries(slack),
    ...(jobsIn === undefined ? {} : { JOBS_IN: jobsIn }),
    PORT: String(port),
    NODE_ENV: 'production',
  });
  return {
    eventsUrl: `http://127.0.0.1:${port}/slack/events`,
    residentMb: async () => (await child.ask({ kind: 'memory' }, z.number())) / 1e6,
    stop: () => child.stop(),
  };
}
