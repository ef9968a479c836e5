/** Says what the set-up does, one short line at a time. */
export function say(line) {
  console.log(`Set-up: ${line}`);
}

/** A reason to stop that a person can act on: shown without a stack trace. */
export class SetupError extends Error {}

/** The time since `start` (of `performance.now()`), as a person reads it: `21.8 s`. */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
