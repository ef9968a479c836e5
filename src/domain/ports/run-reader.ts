import type { RunNumber } from '../ids.ts';
import type { Run } from '../run/run.ts';
import type { ResolvedService } from '../target/service.ts';

/** Reads of runs. They throw where Redis can't be read: the caller says so, never guesses. */
export interface RunReader {
  /** The unfinished run that holds a service, or will. */
  holderOf(service: ResolvedService): Promise<Run | undefined>;
  byNumber(number: RunNumber): Promise<Run | undefined>;
}
