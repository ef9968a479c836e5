import { type DurationMs, type EpochMs, hours, minutes } from '../clock.ts';

const UNITS: readonly { readonly ms: DurationMs; readonly word: string }[] = [
  { ms: hours(24), word: 'd' },
  { ms: hours(1), word: 'h' },
  { ms: minutes(1), word: 'min' },
];

/** How long ago, in the largest unit that fits: "38 min ago". Clocks differ a little: the future is just now. */
export function ago(then: EpochMs, now: EpochMs): string {
  const passed = now - then;
  const unit = UNITS.find(({ ms }) => passed >= ms);
  return unit ? `${Math.floor(passed / unit.ms)} ${unit.word} ago` : 'just now';
}

/** A time for people in many zones: `2026-11-21 04:05 UTC`. */
export const utc = (at: EpochMs): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
