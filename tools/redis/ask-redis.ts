import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const POLL_MS = 25;

/** A Redis that answers: it takes commands, so its data is loaded. */
type RedisAnswer = { readonly processId: number };

/**
 * Asks the server at `url` until `isTheOne` accepts its answer, or until `giveUp`; then resolves to
 * undefined.
 */
export async function waitForRedis(
  url: string,
  isTheOne: (answer: RedisAnswer) => boolean,
  giveUp: () => boolean,
): Promise<RedisAnswer | undefined> {
  while (!giveUp()) {
    const answer = await askRedis(url);
    if (answer !== undefined && isTheOne(answer)) return answer;
    await sleep(POLL_MS);
  }
  return undefined;
}

/** Asks once, with PING and INFO. Resolves to undefined if nothing answers, or not yet. */
async function askRedis(url: string): Promise<RedisAnswer | undefined> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    const processId = /^process_id:(\d+)/m.exec(await client.info('server'))?.[1];
    return processId === undefined ? undefined : { processId: Number(processId) };
  } catch {
    return undefined;
  } finally {
    client.disconnect();
  }
}
