import type { DurationMs, EpochMs } from '../domain/clock.ts';

/** How fast something may be done: a short burst, and then once in a while. */
export interface Pace {
  /** How many at once after a rest. */
  readonly burst: number;
  /** How long one more takes to come. */
  readonly every: DurationMs;
  /** How many of the burst only urgent calls may take. */
  readonly reserve: number;
}

/** Urgent calls may use the reserve; patient ones wait for more. Alarms may use also what is set aside for them. */
export type Urgency = 'alarm' | 'urgent' | 'patient';

/** A token bucket: a value; nothing happens to it by itself. */
export interface Bucket {
  /** What was in it at `at`. */
  readonly tokens: number;
  readonly at: EpochMs;
  /** Nothing may be taken before this. */
  readonly closedUntil: EpochMs;
}

/** A bucket after a long rest. */
export const fullBucket = ({ burst }: Pace, now: EpochMs): Bucket => ({
  tokens: burst,
  at: now,
  closedUntil: 0,
});

/** What is in it now. A clock that goes back takes nothing away. */
const level = ({ tokens, at }: Bucket, { burst, every }: Pace, now: EpochMs): number =>
  Math.min(burst, tokens + Math.max(0, now - at) / every);

/** How long until one may be taken; 0: now. `aside`: how many are kept for alarms just now. */
export function waitFor(bucket: Bucket, pace: Pace, urgency: Urgency, now: EpochMs, aside = 0): DurationMs {
  const kept = (urgency === 'patient' ? pace.reserve : 0) + (urgency === 'alarm' ? 0 : aside);
  // A full bucket always gives one: nobody waits for more than there ever is.
  const needed = Math.min(1 + kept, pace.burst);
  const missing = needed - level(bucket, pace, now);
  // What is missing after many additions of fractions is rounded, or a call would wait for a billionth.
  const refill = missing > 1e-9 ? Math.ceil(missing * pace.every) : 0;
  return Math.max(refill, bucket.closedUntil - now, 0);
}

/** The bucket with one taken out of it. Ask `waitFor` first. */
export const taken = (bucket: Bucket, pace: Pace, now: EpochMs): Bucket => ({
  ...bucket,
  tokens: level(bucket, pace, now) - 1,
  at: now,
});

/** The bucket after Slack said "not before": empty, and refilling from then on. */
export const closedFor = (bucket: Bucket, after: DurationMs, now: EpochMs): Bucket => {
  const until = Math.max(bucket.closedUntil, now + after);
  return { tokens: 1, at: until, closedUntil: until };
};
