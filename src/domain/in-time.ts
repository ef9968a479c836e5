import { setTimeout as pause } from 'node:timers/promises';
import { type DurationMs, seconds } from './clock.ts';

/** So long somebody who asks waits for what the rest of the answer does without. */
export const PATIENCE: DurationMs = seconds(4);

/** What is asked for, or `late` once patience is over. */
export async function inTime<T>(asked: Promise<T>, patience: DurationMs): Promise<T | 'late'> {
  const waiting = new AbortController();
  const late = pause(patience, 'late' as const, { signal: waiting.signal }).catch(() => 'late' as const);
  return await Promise.race([asked, late]).finally(() => waiting.abort());
}
