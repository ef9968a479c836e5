import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

const POLL_MS = 25;
/**
 * Ends what hangs, and no more: nothing that comes waits for it, so it is long enough for the slowest machine. How quick
 * something is says `bench/`.
 */
const LONGEST_MS = 60_000;

/** What is waited for, in words that complete "waited for …", and how long at most. */
export type WaitOptions = {
  readonly what: string;
  readonly timeoutMs?: number;
  /** What to show if it never comes, or a promise of that; by default the last value the check returned. */
  readonly show?: () => unknown;
};

/** What `check` returns while the condition doesn't hold. */
type NotYet = undefined | null | false;

/**
 * Asks `check` every 25 ms until it returns something other than undefined, null or false, and resolves to
 * that. A check that throws counts as "not yet". After `timeoutMs` (a minute by default) rejects with an error
 * that says what was waited for and what was seen last.
 */
export async function waitFor<T>(
  check: () => T | NotYet | Promise<T | NotYet>,
  { what, timeoutMs = LONGEST_MS, show }: WaitOptions,
): Promise<Exclude<T, NotYet>> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look(check);
    if (seen.kind === 'value' && isThere(seen.value)) return seen.value;
    if (performance.now() >= until) {
      const shown = seen.kind === 'value' && show ? await look(show) : seen;
      const last = shown.kind === 'threw' ? `threw ${String(shown.error)}` : inspect(shown.value);
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what}. Seen last: ${last}`);
    }
    await sleep(POLL_MS);
  }
}

type Seen<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown };

async function look<T>(check: () => T | Promise<T>): Promise<Seen<T>> {
  try {
    return { kind: 'value', value: await check() };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

function isThere<T>(value: T): value is Exclude<T, NotYet> {
  return value !== undefined && value !== null && value !== false;
}

/** The promise, or after a minute a rejection that says what was waited for. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`Waited ${LONGEST_MS} ms in vain for ${what}.`)),
    LONGEST_MS,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
