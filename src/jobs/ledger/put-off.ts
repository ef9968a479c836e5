import type { Redis } from 'ioredis';
import type { DurationMs } from '../../domain/clock.ts';
import { gather } from '../gather.ts';
import { postpone } from './scripts/notices-and-leases.ts';

/** A subject of a list of notices at the revision that was seen. */
interface Put {
  readonly id: string;
  readonly revision: number;
  readonly delay: DurationMs;
}

/**
 * Puts subjects off on a list of notices, each unless it has changed since `revision`. What is put off at one time goes to
 * Redis together: behind a crowd that Slack keeps back there are hundreds. `prefix` is what the keys of its subjects begin with.
 */
export function puttingOff(
  redis: Redis,
  list: string,
  prefix: string,
): (id: string, revision: number, delay: DurationMs) => Promise<void> {
  const { add } = gather(async (puts: readonly Put[]) => {
    const all = puts.flatMap(({ id, revision, delay }) => [id, revision, Math.ceil(delay)]);
    await postpone.run(redis, [list], [prefix, ...all]);
  }, 0);
  return (id, revision, delay) => add({ id, revision, delay });
}
