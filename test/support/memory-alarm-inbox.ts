import type { Notice } from '../../src/domain/alarm/notice.ts';
import type { Clock, EpochMs } from '../../src/domain/clock.ts';
import type { AlarmInbox, AlarmIntake, ArrivedNotice } from '../../src/domain/ports/alarm-inbox.ts';

/** The inbox of alarms without Redis: both of its sides, and what incidents that are written do to it. */
export interface MemoryAlarmInbox extends AlarmIntake, AlarmInbox {
  /** The place of the oldest that nobody has worked on. */
  first(): string | undefined;
  /** Takes everything up to this place off. */
  takeOff(upTo: string): void;
}

/** Such an inbox, on the test's own clock. Ids are known as long as the test. */
export function memoryAlarmInbox(clock: Clock, most = 100_000): MemoryAlarmInbox {
  let waiting: readonly ArrivedNotice[] = [];
  let places = 0;
  const known = new Set<string>();
  const listeners: (() => void)[] = [];
  const store = (notice: Notice, at: EpochMs): 'stored' | 'duplicate' => {
    if (known.has(notice.id)) return 'duplicate';
    known.add(notice.id);
    places += 1;
    // As long as each other, so that they are in the order of their texts as well.
    waiting = [...waiting, { place: `${String(places).padStart(12, '0')}-0`, at, notice }];
    return 'stored';
  };
  return {
    async take(notices) {
      if (waiting.length + notices.length > most)
        throw new Error(`the inbox of alarms is full: it takes ${most}`);
      const answers = notices.map((notice) => store(structuredClone(notice), clock.now()));
      if (answers.includes('stored')) for (const tell of listeners) queueMicrotask(tell);
      return answers;
    },
    oldest: async (limit) => structuredClone(waiting.slice(0, limit)),
    async backlog() {
      const [first] = waiting;
      return first ? { count: waiting.length, oldest: first.at } : { count: 0 };
    },
    onArrival: (listener) => {
      listeners.push(listener);
    },
    first: () => waiting[0]?.place,
    takeOff(upTo) {
      waiting = waiting.filter(({ place }) => place > upTo);
    },
  };
}
