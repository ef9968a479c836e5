import type { RunId, RunNumber } from '../ids.ts';
import type { JournalEntry } from '../run/journal.ts';
import type { Run } from '../run/run.ts';
import type { ResolvedService } from '../target/service.ts';

/** Reads of runs. They throw where Redis can't be read: the caller says so, never guesses. */
export interface RunReader {
  /** The unfinished run that holds a service, or will. */
  holderOf(service: ResolvedService): Promise<Run | undefined>;
  byNumber(number: RunNumber): Promise<Run | undefined>;
  /** The run whose root message, or its mirror, is that one. */
  byThread(channel: string, ts: string): Promise<Run | undefined>;
  /** The newest runs, newest first. */
  newest(limit: number): Promise<readonly Run[]>;
  /** The newest of those that haven't ended. */
  live(limit: number): Promise<readonly Run[]>;
  /** The newest of one service. */
  ofTarget(service: ResolvedService, limit: number): Promise<readonly Run[]>;
  /** What is written of a run's steps, oldest first. */
  journalOf(id: RunId): Promise<readonly JournalEntry[]>;
}
