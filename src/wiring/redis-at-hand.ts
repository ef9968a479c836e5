import type { Redis } from 'ioredis';
import type { Config } from '../config/config.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type Keys, keysOf } from '../jobs/ledger/keys.ts';
import { connect } from '../jobs/ledger/redis.ts';
import { redactorOf } from './redactor.ts';

/** Nobody waits at a terminal for a Redis that is away. */
const PATIENCE_MS = 10_000;

/** Does something with Redis for somebody who waits for it. The fault says why it couldn't be done. */
export async function withRedis<T>(
  config: Config,
  act: (redis: Redis, keys: Keys) => Promise<T>,
): Promise<Result<T, string>> {
  const connections = connect(config.redis.url.reveal(), PATIENCE_MS, () => undefined);
  const { hasty } = connections;
  try {
    if (hasty.status !== 'ready') await readyIn(hasty, PATIENCE_MS);
    return ok(await act(hasty, keysOf(config.redis.keyspace)));
  } catch (error) {
    return err(causeOf(error, redactorOf(config)));
  } finally {
    await connections.close();
  }
}

/** Resolves once the connection is there. */
function readyIn(redis: { once(event: 'ready', heard: () => void): unknown }, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Redis gave no answer')), ms);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
