import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type DurationMs, hours } from '../../domain/clock.ts';
import type { Keys } from '../ledger/keys.ts';
import { dueTurns, noteWhole, restTurn } from './turn-scripts.ts';

/** When clusters are recorded, and what was recorded whole. Every method throws where the store is away. */
export interface Turns {
  /** Those of these clusters that are to be recorded by now. */
  due(clusters: readonly string[]): Promise<readonly string[]>;
  /** The cluster was recorded, and is again after so long. */
  done(cluster: string, inMs: DurationMs): Promise<void>;
  /** Something of the cluster couldn't be recorded: it is tried again after longer and longer. */
  failed(cluster: string): Promise<void>;
  /** By service, what was seen of it when all of it was kept. */
  noted(cluster: string): Promise<ReadonlyMap<string, string>>;
  note(cluster: string, service: string, seen: string): Promise<void>;
}

/** A service of which nothing changes is looked at closely once a day: then its history is kept for longer, too. */
const NOTES_LIFE_MS = hours(24);

/** Failures in a row make the pause no longer than this many intervals. */
const LONGEST_PAUSE = 8;

/** Turns on Redis, by its clock. */
export const redisTurns = (redis: Redis, keys: Keys, every: DurationMs): Turns => ({
  due: async (clusters) =>
    z.array(z.string()).parse(await dueTurns.run(redis, [keys.historyDue], [every, ...clusters])),
  async done(cluster, inMs) {
    await restTurn.run(redis, [keys.historyDue], [cluster, Math.ceil(inMs)]);
    await redis.hdel(keys.historyFailures, cluster);
  },
  async failed(cluster) {
    const times = await redis.hincrby(keys.historyFailures, cluster, 1);
    await restTurn.run(redis, [keys.historyDue], [cluster, every * Math.min(2 ** times, LONGEST_PAUSE)]);
  },
  noted: async (cluster) => new Map(Object.entries(await redis.hgetall(keys.historyNoted(cluster)))),
  async note(cluster, service, seen) {
    await noteWhole.run(redis, [keys.historyNoted(cluster)], [service, seen, NOTES_LIFE_MS]);
  },
});
