import type { EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import type { LogLine } from '../logs/log-line.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';

/** A service's log, and as whom it is read. */
export type LogTarget = Pick<ResolvedService, 'account' | 'role' | 'region' | 'logGroup'>;

/** What is looked for in a log. */
export interface LogQuery {
  /** Both ends included. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** In CloudWatch's own syntax (CloudWatch Logs user guide, "Filter pattern syntax"); absent: every line. */
  readonly pattern?: string;
  /** Lines that are wanted; those that this refuses don't count. */
  readonly wanted: (line: LogLine) => boolean;
  /** So many wanted lines are enough. */
  readonly most: number;
}

/** What was found. */
export interface FoundLines {
  /** Newest first. */
  readonly lines: readonly LogLine[];
  /** Lines that were read and not wanted. */
  readonly dropped: number;
  /** Down to when everything was read; the query's `from` where the whole of it was. */
  readonly searchedTo: 'all' | EpochMs | 'unknown';
}

/** Reads of CloudWatch Logs. Nothing throws. */
export interface Logs {
  /** The newest lines first. Pages that hold nothing are gone on from, within a bound. `missing`: no such log group. */
  newest(target: LogTarget, query: LogQuery): Promise<Result<FoundLines, Fault>>;
}
