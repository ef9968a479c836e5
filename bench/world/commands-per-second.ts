import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** How many commands Redis processed per second, and which most often. */
export interface CommandRate {
  readonly perSecond: number;
  /** Commands by how often per second they ran, most frequent first. */
  readonly byCommand: readonly { readonly command: string; readonly perSecond: number }[];
}

/** Calls of each command so far, from INFO commandstats: `cmdstat_get:calls=12,usec=…`. */
export const callsOf = (info: string): ReadonlyMap<string, number> =>
  new Map(
    [...info.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, command = '', calls]) => [
      command,
      Number(calls),
    ]),
  );

/** Counts for `ms`, by Redis's own count, which includes the commands inside scripts. */
export async function commandsPerSecond(url: string, ms: number): Promise<CommandRate> {
  const redis = new Redis(url);
  try {
    const [before, began] = [callsOf(await redis.info('commandstats')), performance.now()];
    await sleep(ms);
    const [after, seconds] = [callsOf(await redis.info('commandstats')), (performance.now() - began) / 1000];
    const byCommand = [...after]
      .map(([command, calls]) => ({ command, perSecond: (calls - (before.get(command) ?? 0)) / seconds }))
      .sort((a, b) => b.perSecond - a.perSecond);
    return { perSecond: byCommand.reduce((sum, one) => sum + one.perSecond, 0), byCommand };
  } finally {
    redis.disconnect();
  }
}
