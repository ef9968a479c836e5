import { performance } from 'node:perf_hooks';
import { metronome } from './metronome.ts';

/** The thread that beats needs a moment to start. */
const START_MS = 200;

/**
 * Calls `send` at fixed times, whatever became of the calls before: an open loop, so a slow server can't slow the load
 * down (coordinated omission). `due` is the time at which the call should have been made, on performance.now().
 * Resolves when all calls have.
 */
export async function openLoop(
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
  send: (n: number, due: number) => Promise<void>,
): Promise<void> {
  const everyMs = 1000 / perSecond;
  const began = performance.now() + START_MS;
  const sent: Promise<void>[] = [];
  await metronome({ began: performance.timeOrigin + began, everyMs, count }, (n) =>
    sent.push(send(n, began + n * everyMs)),
  );
  await Promise.all(sent);
}
