import { parentPort } from 'node:worker_threads';
import { Beat } from './metronome.ts';

/** What a sleep waits on; nobody wakes it. */
const never = new Int32Array(new SharedArrayBuffer(4));
const now = (): number => performance.timeOrigin + performance.now();

parentPort?.on('message', (raw) => {
  const { began, everyMs, count } = Beat.parse(raw);
  for (let n = 0; n < count; n += 1) {
    const due = began + n * everyMs;
    // The only sleep in Node that is exact to less than a millisecond, which is why this thread does nothing else.
    for (let left = due - now(); left > 0; left = due - now()) Atomics.wait(never, 0, 0, left);
    parentPort?.postMessage(n);
  }
});
