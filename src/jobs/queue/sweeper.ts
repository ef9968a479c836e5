import type { DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RunQueue } from './run-queue.ts';

/** What the sweeper needs. */
export interface SweeperParts {
  readonly ledger: Pick<Ledger, 'due' | 'prune'>;
  readonly queue: Pick<RunQueue, 'wake'>;
  readonly every: DurationMs;
  readonly onFailure: OnFailure;
}

/** How many runs one sweep wakes at most; the rest come with the next. */
const BATCH = 200;

/**
 * Finds unfinished runs that should have been looked at by now and wakes them: a run whose job was lost, whose
 * bot died between storing and enqueuing, whose worker's lease ran out. And forgets runs that have expired.
 * Several may sweep at once.
 */
async function sweep({ ledger, queue }: Pick<SweeperParts, 'ledger' | 'queue'>): Promise<number> {
  await ledger.prune(BATCH);
  const ids = await ledger.due(BATCH);
  for (const id of ids) await queue.wake(id);
  return ids.length;
}

/** Sweeps now and then until stopped. */
export function startSweeper(parts: SweeperParts): { stop(): Promise<void> } {
  let current: Promise<unknown> = Promise.resolve();
  const turn = (): void => {
    current = current
      .then(() => sweep(parts))
      .catch((error: unknown) => parts.onFailure('a sweep failed', error));
  };
  turn();
  const timer = setInterval(turn, parts.every);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
