import type { Fault } from '../fault/fault.ts';
import type { LogLine } from '../logs/log-line.ts';
import type { Result } from '../result.ts';
import type { LogTarget } from './logs.ts';

/** What a log says while it is followed. */
export type Heard =
  /** From now on nothing is missed. */
  | { readonly kind: 'begun' }
  /** In the order in which they arrived. `sampled`: there were more than 500 in a second, and the rest is lost. */
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[]; readonly extent: 'all' | 'sampled' };

/** How a log is followed. */
export interface Follow {
  /** In CloudWatch's own syntax; absent: every line. */
  readonly pattern?: string;
  readonly hear: (heard: Heard) => void;
  /** Ends it. */
  readonly stop: AbortSignal;
}

/** Follows a service's log as it is written. Nothing throws. */
export interface LiveTail {
  /**
   * Answers when it is over: `stopped` by the signal, `over` by CloudWatch itself, which ends a session after 3 hours
   * (CloudWatch Logs API, StartLiveTail). A connection that breaks or falls silent is `unanswered`; no such log group
   * is `missing`.
   */
  follow(target: LogTarget, follow: Follow): Promise<Result<'stopped' | 'over', Fault>>;
}
