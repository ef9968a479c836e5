import { z } from 'zod';
import { freePort } from '../../tools/redis/free-port.ts';
import { startChild } from '../children/child.ts';

/** A running Bolt app that only acknowledges. */
export interface BareBolt {
  readonly eventsUrl: string;
  /** Its resident memory in MB (10^6 bytes). */
  residentMb(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it in a process of its own; resolves when it listens. `env` holds Slack's secrets. */
export async function startBareBolt(env: Readonly<Record<string, string>>): Promise<BareBolt> {
  const port = await freePort();
  const { SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '' } = env;
  const child = await startChild(new URL('./bolt-process.mjs', import.meta.url), {
    SLACK_SIGNING_SECRET,
    SLACK_BOT_TOKEN,
    PORT: String(port),
    NODE_ENV: 'production',
  });
  return {
    eventsUrl: `http://127.0.0.1:${port}/slack/events`,
    residentMb: async () => (await child.ask({ kind: 'memory' }, z.number())) / 1e6,
    stop: () => child.stop(),
  };
}
