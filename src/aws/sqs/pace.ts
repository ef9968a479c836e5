import { setTimeout as timer } from 'node:timers/promises';
import type { DurationMs } from '../../domain/clock.ts';

/** Waits; ends at once, and never rejects, when `stop` is aborted. */
export type Pause = (time: DurationMs, stop: AbortSignal) => Promise<void>;

/** By the machine's timers. */
export const pause: Pause = async (time, stop) => {
  await timer(time, undefined, { signal: stop }).catch(() => undefined);
};

/** How long to wait after so many failures in a row: doubling from 500 ms to 30 s, less up to half of it by `random` (0 to 1). */
export const backOff = (failures: number, random: number): DurationMs =>
  Math.min(500 * 2 ** Math.min(failures - 1, 10), 30_000) * (1 - random / 2);
