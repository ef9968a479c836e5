/** Milliseconds since the Unix epoch. */
export type EpochMs = number;

/** A length of time in milliseconds. */
export type DurationMs = number;

/** The only source of time in pure code and in the engine: tests give their own. */
export interface Clock {
  /** Wall-clock time. */
  now(): EpochMs;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * Measures how long something took within one process. A wall clock jumps when it is set right (NTP, a person), and
 * would then show a pause that never was, or hide one.
 */
export interface Monotonic {
  /** Time since some moment; goes on while the process is frozen, and never goes back. */
  elapsed(): DurationMs;
}

/** The machine's own count (Node.js: `performance.now`, which no setting of the clock touches). */
export const systemMonotonic: Monotonic = { elapsed: () => performance.now() };

/** Handy lengths of time. */
export const seconds = (n: number): DurationMs => n * 1000;
export const minutes = (n: number): DurationMs => n * 60_000;
export const hours = (n: number): DurationMs => n * 3_600_000;
export const days = (n: number): DurationMs => hours(24 * n);
