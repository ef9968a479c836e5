import type { DurationMs } from '../../../domain/clock.ts';
import type { DeskParts } from './desk-parts.ts';
import { endSilences } from './end-silences.ts';
import { type Alone, lookAt } from './look-at.ts';
import { workInbox } from './work-inbox.ts';

/** So many incidents are looked at in a turn. */
const LOOKS = 50;
/** At least this long between two turns, so that what comes at the same time is worked on together. */
const GAP_MS = 20;
/**
 * Where news keep coming, the desk rests nine times as long as a turn took: each turn writes whole incidents again, so that
 * fewer turns with more news cost less, Redis has less to put on its disk, and whoever types a command meanwhile is answered.
 */
const RESTS = 9;
/** What somebody else has written meanwhile is read again at once, so often. */
const AGAIN = 3;
/** It never rests longer than this while there is something to do. */
const LONGEST_REST_MS = 500;

/**
 * Works on what comes of alarms, and looks at incidents whose time has come, until it is stopped. Of several bots the one
 * that holds the lease works; the others stand by.
 */
export function startDesk(parts: DeskParts): { stop(): Promise<void> } {
  const { inbox, incidents, lease, idle, clock, onFailure } = parts;
  let stopped = false;
  let wake: () => void = () => undefined;
  let rest: () => void = () => undefined;

  const alone = oneAtATime();

  const lookAround = async (): Promise<void> => {
    for (const id of await incidents.dueNow(LOOKS)) {
      if (stopped) return;
      await lookAt(parts, id, alone).catch((error: unknown) =>
        onFailure('an incident could not be looked at; it is tried again', error, { incident: id }),
      );
    }
  };

  /** Answers how long until there may be more to do. */
  const work = async (): Promise<DurationMs> => {
    if (!(await lease.hold())) return idle;
    let worked = await alone(() => workInbox(parts));
    for (let again = 0; worked === 'conflict' && again < AGAIN; again += 1)
      worked = await alone(() => workInbox(parts));
    return worked === 'empty' ? idle : 0;
  };
  const look = async (): Promise<DurationMs> => {
    if (await lease.hold()) {
      await lookAround();
      await endSilences(parts);
      await parts.foreign.showHeld();
    }
    return idle;
  };

  const nap = (longest: DurationMs, hear: (cut: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, longest);
      hear(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  const repeat = async (turn: () => Promise<DurationMs>, hear: (cut: () => void) => void): Promise<void> => {
    while (!stopped) {
      const began = clock.now();
      const wait = await turn().catch((error: unknown): DurationMs => {
        onFailure('work on alarms was interrupted; it goes on', error);
        return idle;
      });
      if (stopped) return;
      const gap = Math.max(GAP_MS, Math.min(LONGEST_REST_MS, RESTS * (clock.now() - began)));
      await nap(gap, () => undefined);
      if (wait > gap && !stopped) await nap(wait - gap, hear);
    }
  };

  inbox.onArrival(() => wake());
  // Apart: somebody who doesn't answer a call mustn't hold up what comes in.
  const running = Promise.all([
    repeat(work, (cut) => {
      wake = cut;
    }),
    repeat(look, (cut) => {
      rest = cut;
    }),
  ]);
  return {
    async stop() {
      stopped = true;
      wake();
      rest();
      await running;
      await lease.release().catch(() => undefined);
    },
  };
}

/** Does one thing after the other, in the order in which they were asked for. */
function oneAtATime(): Alone {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
