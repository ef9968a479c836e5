import type { FaultByKind, FaultKind } from './fault.ts';

/** What is done about a kind of fault, in one place. */
export interface FaultRule<F> {
  /** What it means, for the manual; a sentence. */
  readonly means: string;
  /** What to do about it, for the manual. */
  readonly mend: string;
  /** Whether asking again later can help a read, or an effect that certainly didn't happen. */
  readonly retry: 'never' | 'later';
  /** Whether an effect that met it certainly didn't happen, or may have. */
  readonly effect: 'did-not-happen' | 'unknown';
  /** What the person reads; ends with what to do where there is something. */
  readonly say: (fault: F) => string;
  readonly log: 'warn' | 'error';
}

/** One row for each of some kinds. */
export type FaultRules<K extends FaultKind> = { readonly [P in K]: FaultRule<FaultByKind[P]> };
