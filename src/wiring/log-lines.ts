import { type DestinationStream, pino } from 'pino';
import type { DurationMs } from '../domain/clock.ts';

/** Where a log's lines go. */
export interface LogLines extends DestinationStream {
  /** Has what was gathered written now. */
  hurry(): void;
}

/** A write for each line would cost the next person's acknowledgement more than the line itself does. */
const GATHER_MS: DurationMs = 20;

/** So many characters don't wait. */
const MOST = 8 * 1024;

/** A write that is under way when the process ends is given so long: it takes microseconds where anybody reads. */
const LAST_MS: DurationMs = 100;

/** Waits without the event loop, which an ending process has no more. */
const pause = (ms: DurationMs): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/**
 * The process's standard output: lines of up to 20 ms go out as one write, in their order, and none is lost where the
 * process ends by itself, also by an error that nobody caught. A process that is killed loses those of the last moment.
 * Writes are made beside the event loop: a collector that doesn't read stops nothing, and finds all when it reads again.
 */
export function standardOutput(): LogLines {
  let waiting = '';
  let due: NodeJS.Timeout | undefined;
  let isWriting = false;
  // Both before the stream's own, which ends it. What comes last must not overtake what is under way.
  process.once('beforeExit', () => hurry());
  process.once('exit', () => {
    if (isWriting) pause(LAST_MS);
    hurry();
  });
  const stream = pino.destination(1);
  stream.on('drain', () => {
    isWriting = false;
  });
  const hurry = (): void => {
    clearTimeout(due);
    due = undefined;
    const lines = waiting;
    waiting = '';
    if (lines === '') return;
    isWriting = true;
    stream.write(lines);
  };
  return {
    write(line) {
      waiting += line;
      if (waiting.length > MOST) hurry();
      else due ??= setTimeout(hurry, GATHER_MS).unref();
    },
    hurry,
  };
}
