import type { RunId } from '../domain/ids.ts';
import type { Notices } from '../domain/ports/notices.ts';
import type { Place } from './chat.ts';

/** Finds the thread of a run's message. Throws where the store is away. */
export const threadOf =
  (notices: Pick<Notices, 'read'>) =>
  async (run: RunId): Promise<Place | 'not-yet' | 'gone'> => {
    const notice = await notices.read(run);
    if (!notice) return 'gone';
    const { root } = notice.told.main;
    return root ? { channel: root.channel, thread: root.ts } : 'not-yet';
  };
