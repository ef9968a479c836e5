import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Answer } from '../../ecs/api/operation.ts';
import type { Receiving } from './receive-message.ts';

/**
 * Waits until there is something to receive, the call's time is over (an empty answer), or the caller is gone
 * (undefined; nothing is taken then). The time runs in real seconds; messages come back by the queue's own clock, which
 * is looked at whenever the queue rings and when it says that one is due.
 */
export async function longPoll(
  { queue, waitMs, try: look }: Receiving,
  response: ServerResponse,
): Promise<Answer | undefined> {
  const gone = new AbortController();
  const left = once(response, 'close', { signal: gone.signal }).then(
    () => gone.abort(),
    () => undefined,
  );
  const until = performance.now() + waitMs;
  try {
    while (!gone.signal.aborted) {
      const there = look();
      if (there) return there;
      const remaining = until - performance.now();
      if (remaining <= 0) return {};
      await queue.bell.heard(Math.min(remaining, Math.max(queue.nextIn() ?? remaining, 1)), gone.signal);
    }
    return undefined;
  } finally {
    gone.abort();
    await left;
  }
}
