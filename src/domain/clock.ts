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

/** Handy lengths of time. */
export const seconds = (n: number): DurationMs => n * 1000;
export const minutes = (n: number): DurationMs => n * 60_000;
export const hours = (n: number): DurationMs => n * 3_600_000;
