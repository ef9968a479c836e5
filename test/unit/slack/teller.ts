import type { Told } from '../../../src/domain/ports/notices.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import type { Chat } from '../../../src/slack/chat.ts';
import { tellRun } from '../../../src/slack/tell-run.ts';
import type { Telling } from '../../../src/slack/telling.ts';

/** Somebody who tells runs, with a store that survives them. */
export function teller(chat: Chat, start: number) {
  const clock = { at: start, now: () => clock.at };
  const logged: string[] = [];
  const log = (_fields: unknown, message: string): void => {
    logged.push(message);
  };
  let doubts = 0;
  let stored: Told = { version: 0, main: { place: 0, events: 0 }, mirror: { place: 0, events: 0 } };
  const parts = {
    chat,
    clock,
    log: { info: log, warn: log, error: log },
    wait: () => 0,
    editEvery: 2500,
    lateAfter: 60_000,
    notices: {
      told: async (_id: unknown, next: Told) => {
        if (next.version !== stored.version) return false;
        stored = { ...next, version: next.version + 1 };
        return true;
      },
      doubt: async () => {
        doubts += 1;
      },
    },
  };
  return {
    clock,
    logged,
    told: () => stored,
    /** How often it was said that a root may show something old. */
    doubts: () => doubts,
    /**
     * Tells from what is stored, or from what somebody read earlier; goes on as long as it asks to be called again at
     * once, as the notifier does.
     */
    async tell(run: Run, events: readonly RunEvent[], read = stored): Promise<Telling> {
      let told = read;
      for (let turn = 0; turn < 10; turn += 1) {
        const telling = await tellRun(parts, { run, events, told });
        if (telling.kind !== 'later' || telling.after > 0) return telling;
        told = stored;
      }
      throw new Error('it asks to be called again without end');
    },
  };
}
