import type { DurationMs, EpochMs } from '../domain/clock.ts';

/** How long Slack has been giving no clear answer: a value. */
export interface Outage {
  /** Unclear answers in a row. */
  readonly failures: number;
  /** Nothing is sent before this. */
  readonly quietUntil: EpochMs;
}

/** Slack answers. */
export const noOutage: Outage = { failures: 0, quietUntil: 0 };

/**
 * After one more unclear answer: a wait that doubles from `from` up to `to`, so that an outage isn't met with a storm
 * of tries. Answers to calls that were on the way together count as one.
 */
export function worse(
  { failures, quietUntil }: Outage,
  { from, to }: { readonly from: DurationMs; readonly to: DurationMs },
  now: EpochMs,
): Outage {
  if (now < quietUntil) return { failures, quietUntil };
  return { failures: failures + 1, quietUntil: now + Math.min(to, from * 2 ** Math.min(failures, 20)) };
}
