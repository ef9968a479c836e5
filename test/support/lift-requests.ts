import type { SlackActor } from '../../src/domain/people/actor.ts';
import type { LiftRequests } from '../../src/domain/ports/lift-requests.ts';

/** Wishes to lift holds, kept as long as the test. */
export function memoryLiftRequests(): LiftRequests {
  const asked = new Map<string, SlackActor>();
  return {
    async ask(hold, by) {
      const first = asked.get(hold) ?? by;
      asked.set(hold, first);
      return first;
    },
    async forget(hold) {
      asked.delete(hold);
    },
  };
}
