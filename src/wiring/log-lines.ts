import { type DestinationStream, pino } from 'pino';
import type { DurationMs } from '../domain/clock.ts';

/** Where a log's lines go. */
export interface LogLines extends DestinationStream {
  /** Writes what was gathered, before it returns. */
  hurry(): void;
}

/** A write for each line would cost the next person's acknowledgement more than the line itself does. */
const GATHER_MS: DurationMs = 20;

/** So many characters don't wait. */
const MOST = 8 * 1024;

/**
 * The process's standard output: lines of up to 20 ms go out as one write, in their order, and none is lost where the
 * process ends by itself, also by an error that nobody caught. A process that is killed loses those of the last moment.
 * Writing waits for whoever reads, as Node's console does: a write that is under way when the process ends could come
 * after what is written then, or not at all.
 */
export function standardOutput(): LogLines {
  const stream = pino.destination({ dest: 1, sync: true });
  let waiting = '';
  let due: NodeJS.Timeout | undefined;
  const hurry = (): void => {
    clearTimeout(due);
    due = undefined;
    const lines = waiting;
    waiting = '';
    if (lines !== '') stream.write(lines);
  };
  process.once('exit', hurry);
  return {
    write(line) {
      waiting += line;
      if (waiting.length > MOST) hurry();
      else due ??= setTimeout(hurry, GATHER_MS).unref();
    },
    hurry,
  };
}
