import { cpus } from 'node:os';

/** How long all processors of the machine together have worked, and how long there was for it, in ms since it started. */
export interface ProcessorTime {
  readonly worked: number;
  readonly whole: number;
}

/** As of now, by Node's `os.cpus()`, which is good to 10 ms. */
export function processorTime(): ProcessorTime {
  const times = cpus().map((one) => one.times);
  const whole = times.flatMap((time) => Object.values(time)).reduce((sum, ms) => sum + ms, 0);
  return { worked: whole - times.reduce((sum, { idle }) => sum + idle, 0), whole };
}

/** Which share of the processors' time went into work between two moments, 0 to 1. */
export const busyBetween = (from: ProcessorTime, to: ProcessorTime): number =>
  to.whole > from.whole ? (to.worked - from.worked) / (to.whole - from.whole) : 0;
