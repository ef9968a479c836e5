import { holdName } from '../../src/domain/hold/hold.ts';
import type { SlackActor } from '../../src/domain/people/actor.ts';
import type { LiftRequests } from '../../src/domain/ports/lift-requests.ts';

/** Wishes to lift holds, kept as long as the test. */
export function memoryLiftRequests(): LiftRequests {
  const asked = new Map<string, SlackActor>();
  return {
    async ask(hold, by) {
      const name = `${holdName(hold)}/${hold.since}`;
      const first = asked.get(name) ?? by;
      asked.set(name, first);
      return first;
    },
  };
}
