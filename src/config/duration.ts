import type { DurationMs } from '../domain/clock.ts';

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const WRITTEN = /^(?<count>\d{1,12})(?<unit>ms|s|m|h|d)$/;

/** How a duration is written, for messages. */
export const DURATION_HINT = 'a whole number and a unit: 1500ms, 15s, 2m, 1h or 90d';

/**
 * Reads a duration as people write it in the YAML: a whole number and one of `ms`, `s`, `m`, `h`, `d`, without a
 * space. Gives milliseconds, or undefined when it isn't one.
 */
export function parseDuration(written: string): DurationMs | undefined {
  const groups = WRITTEN.exec(written)?.groups;
  const unit = Object.entries(UNITS).find(([name]) => name === groups?.['unit']);
  return unit && Number(groups?.['count']) * unit[1];
}

/** Writes milliseconds in the largest unit that needs no fraction: what `parseDuration` reads back to the same. */
export function writeDuration(ms: DurationMs): string {
  const [name, size] = Object.entries(UNITS).find(([, size]) => ms >= size && ms % size === 0) ?? ['ms', 1];
  return `${ms / size}${name}`;
}
