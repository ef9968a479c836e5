import { performance } from 'node:perf_hooks';

/** Timers are good to about a millisecond; what is nearer than this is waited for by turning the event loop. */
const NEAR_MS = 1.5;

/**
 * Calls `send` at fixed times, whatever became of the calls before: an open loop, so a slow server can't slow the load
 * down (coordinated omission). `due` is the time at which the call should have been made, on performance.now().
 * Resolves when all calls have.
 */
export async function openLoop(
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
  send: (n: number, due: number) => Promise<void>,
): Promise<void> {
  const began = performance.now() + 10;
  const sent: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = began + (n * 1000) / perSecond;
    await until(due);
    sent.push(send(n, due));
  }
  await Promise.all(sent);
}

async function until(due: number): Promise<void> {
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
    await new Promise<void>((resolve) => {
      if (left > NEAR_MS) setTimeout(resolve, left - NEAR_MS);
      else setImmediate(resolve);
    });
  }
}
