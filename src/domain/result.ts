/** What a call gives that may fail: the value, or why not. Nothing in the domain throws for an expected failure. */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F };

/** A success. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** A failure, as a value. */
export const err = <F>(fault: F): { readonly ok: false; readonly fault: F } => ({ ok: false, fault });
