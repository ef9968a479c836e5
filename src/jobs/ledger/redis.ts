import { Redis } from 'ioredis';

/**
 * Connections to Redis. `patient` is for workers and readers: it waits as long as Redis is away (BullMQ demands
 * `maxRetriesPerRequest: null`). `hasty` is for what a person waits for: it fails at once while Redis is away, and
 * after `limit` ms when Redis doesn't answer.
 */
export interface Connections {
  readonly patient: Redis;
  readonly hasty: Redis;
  /** A connection of its own for subscriptions. */
  readonly listening: Redis;
  close(): Promise<void>;
}

/** Opens the connections. Errors of a lost connection are handed to `onError`; ioredis connects again by itself. */
export function connect(url: string, limit: number, onError: (error: Error) => void): Connections {
  const retryStrategy = (times: number): number => Math.min(times * 50, 1000);
  const patient = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
  const hasty = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: limit,
    retryStrategy,
  });
  const listening = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
  const all = [patient, hasty, listening];
  for (const redis of all) redis.on('error', onError);
  return {
    patient,
    hasty,
    listening,
    async close() {
      for (const redis of all) redis.disconnect();
    },
  };
}
