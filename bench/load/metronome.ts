import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** When to beat: `count` times from `began` on, which is in ms since the epoch with fractions. */
export const Beat = z.object({
  began: z.number(),
  everyMs: z.number().positive(),
  count: z.int().positive(),
});
export type Beat = z.infer<typeof Beat>;

/**
 * Calls `tick` with 0, 1, 2 … when each beat is due, mostly within 0.2 ms, and resolves after the last. A thread of its own
 * sleeps in between: timers are good to a millisecond only, and turning the event loop instead takes a whole processor
 * from what is measured, which Slack, on machines of its own, doesn't.
 */
export async function metronome(beat: Beat, tick: (n: number) => void): Promise<void> {
  const thread = new Worker(new URL('./metronome-thread.ts', import.meta.url));
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('error', reject);
      thread.on('message', (n: number) => {
        tick(n);
        if (n === beat.count - 1) resolve();
      });
      thread.postMessage(beat);
    });
  } finally {
    await thread.terminate();
  }
}
