import type { Notice } from '../../../domain/alarm/notice.ts';
import type { AlarmIntake } from '../../../domain/ports/alarm-inbox.ts';

/** How news are put together. */
export interface Grouping {
  /** Notices in one write at most; what one caller hands in is never divided. */
  readonly most: number;
  /** Writes that are under way at once. */
  readonly flights: number;
  /** Notices that wait at most; more are refused. */
  readonly waiting: number;
}

const GROUPING: Grouping = { most: 500, flights: 2, waiting: 20_000 };

interface Waiting {
  readonly notices: readonly Notice[];
  readonly resolve: (outcomes: readonly ('stored' | 'duplicate')[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: the first caller is written at once, and whoever comes while that is under way is written together
 * afterwards, so that many small callers cost few writes and none waits for a timer. Every caller hears of its own notices,
 * after they are stored. A write that fails fails for all in it: each may hand in the same again.
 */
export function groupedIntake(intake: AlarmIntake, grouping: Partial<Grouping> = {}): AlarmIntake {
  const { most, flights, waiting } = { ...GROUPING, ...grouping };
  let queue: Waiting[] = [];
  let queued = 0;
  let flying = 0;

  const nextGroup = (): readonly Waiting[] => {
    let size = 0;
    let callers = 0;
    for (const { notices } of queue) {
      if (callers > 0 && size + notices.length > most) break;
      size += notices.length;
      callers += 1;
    }
    const group = queue.slice(0, callers);
    queue = queue.slice(callers);
    queued -= size;
    return group;
  };

  const fly = async (group: readonly Waiting[]): Promise<void> => {
    const all = group.flatMap(({ notices }) => notices);
    try {
      const outcomes = await intake.take(all);
      if (outcomes.length !== all.length)
        throw new Error(`the store answered for ${outcomes.length} notices of ${all.length}`);
      let at = 0;
      for (const { notices, resolve } of group) {
        resolve(outcomes.slice(at, at + notices.length));
        at += notices.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };

  const pump = (): void => {
    while (flying < flights && queue.length > 0) {
      flying += 1;
      void fly(nextGroup()).finally(() => {
        flying -= 1;
        pump();
      });
    }
  };

  return {
    take(notices) {
      if (notices.length === 0) return Promise.resolve([]);
      if (queued + notices.length > waiting)
        return Promise.reject(new Error(`${queued} notices wait to be stored already`));
      return new Promise((resolve, reject) => {
        queue.push({ notices, resolve, reject });
        queued += notices.length;
        pump();
      });
    },
  };
}
