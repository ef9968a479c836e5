import type { DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import { type HomeParts, homeTurns } from './home-turn.ts';

/** What the keeper of the Homes needs. */
export interface HomeKeeperParts extends HomeParts {
  readonly onFailure: OnFailure;
  /** Calls the listener soon after something changed; a hint, not a promise. */
  readonly onChange: (listener: () => void) => void;
}

/** At least this long from one turn to the next, however many hints come: a turn reads the unfinished runs. */
const GAP_MS = 1_000;

/**
 * Whoever holds the lease keeps the App Homes of those who opened theirs up to date; the others stand by. What it did
 * is stored before it goes on, so a keeper that dies loses nothing.
 */
export function startHomeKeeper(parts: HomeKeeperParts): { stop(): Promise<void> } {
  const { lease, onFailure, times, onChange } = parts;
  const turn = homeTurns(parts);
  let stopped = false;
  let hinted = false;
  let wake: () => void = () => undefined;
  let end: () => void = () => undefined;

  const nap = (longest: DurationMs, hear: (cut: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, longest);
      hear(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  /** A hint cuts short what comes after the gap. */
  const rest = async (wait: DurationMs): Promise<void> => {
    const gap = Math.min(GAP_MS, times.every);
    await nap(gap, (cut) => {
      end = cut;
    });
    if (stopped || hinted || wait <= gap) return;
    await nap(wait - gap, (cut) => {
      wake = cut;
      end = cut;
    });
  };

  const keepOn = async (): Promise<void> => {
    while (!stopped) {
      hinted = false;
      const wait = await turn().catch((error: unknown): DurationMs => {
        onFailure('the keeper of the Homes lost something; it goes on', error);
        return times.idle;
      });
      if (!stopped) await rest(wait);
    }
  };

  onChange(() => {
    hinted = true;
    wake();
  });
  const running = keepOn();
  return {
    async stop() {
      stopped = true;
      end();
      await running;
      await lease.release().catch(() => undefined);
    },
  };
}
