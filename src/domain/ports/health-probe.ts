import type { DurationMs } from '../clock.ts';

/** What came of asking a health endpoint. */
export type Health =
  | { readonly kind: 'answered'; readonly status: number; readonly tookMs: DurationMs }
  /** No answer, and why in a few words: `connection refused`, `no answer for 5 s`, `certificate expired`. */
  | { readonly kind: 'silent'; readonly why: string };

/** Asks services whether they are well, over HTTP. */
export interface HealthProbe {
  /** GET, once, without following redirects and without reading the body. Answers within its time-out. Never throws. */
  get(url: string): Promise<Health>;
}
