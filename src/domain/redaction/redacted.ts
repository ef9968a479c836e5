import type { Redactor } from './redactor.ts';

/**
 * `redactor.value` for what is plain JSON of moderate size already, such as a Slack message or a record of the ledger:
 * its shape stays, only strings differ, so it keeps its type.
 */
export function redacted<T>(redactor: Redactor, value: T): T;
export function redacted(redactor: Redactor, value: unknown): unknown {
  return redactor.value(value);
}

/**
 * `redacted` with a memory, for objects of the configuration and of definitions: they never change, and come again with
 * every run.
 */
export function redactedOnce<T extends object>(redactor: Redactor): (value: T) => T {
  const known = new WeakMap<T, T>();
  return (value) => {
    const before = known.get(value);
    if (before) return before;
    const after = redacted(redactor, value);
    known.set(value, after);
    return after;
  };
}

/** The text redacted and then clipped to `most` characters, `…` included; never the other way round. */
export function clipped(redactor: Redactor, text: string, most: number): string {
  const safe = redactor.text(text);
  if (safe.length <= most) return safe;
  const kept = safe.slice(0, Math.max(0, most - 1)).toWellFormed();
  return `${kept.replace(/\uFFFD$/, '')}…`;
}
