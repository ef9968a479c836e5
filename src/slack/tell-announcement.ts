import { type Addressee, addressOf } from '../domain/announcement/addressee.ts';
import type { Clock, DurationMs } from '../domain/clock.ts';
import type { RunId } from '../domain/ids.ts';
import type { Outbox, PendingAnnouncement } from '../domain/ports/announcements.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import type { Log } from '../domain/ports/log.ts';
import type { StoryTold } from '../domain/ports/notices.ts';
import { announcementMessage } from '../views/announcement/announcement-message.ts';
import type { Chat, Place } from './chat.ts';
import { postOnce, type StoryKeeper, type StoryParts, settled } from './post-once.ts';
import { graver } from './tell-story.ts';

/** What telling an announcement needs. */
export interface AnnouncementParts {
  readonly outbox: Pick<Outbox, 'told'>;
  readonly chat: Chat;
  /** The thread of a run's message. `not-yet`: the run has none yet; `gone`: there is no such run any more. */
  readonly threadOf: (run: RunId) => Promise<Place | 'not-yet' | 'gone'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly wait: StoryParts['wait'];
  /** What is told this long after it happened says so. */
  readonly lateAfter: DurationMs;
}

/** Of whom nothing is known yet. */
const UNTOLD: StoryTold = { place: 0, events: 0 };
/** An announcement is posted and never edited: nobody asks what it shows. */
const POSTED = 'posted';

/**
 * Tells everybody who hasn't been told, each in one post. Who can't be told holds up nobody else; where Slack gives no
 * clear answer, or another bot tells now, the rest waits. Answers what is in the way; undefined: everybody knows.
 */
export async function tellAnnouncement(
  parts: AnnouncementParts,
  pending: PendingAnnouncement,
): Promise<ChatFault | undefined> {
  let { version } = pending;
  const { id, to } = pending.announcement;
  const { log, clock, chat, wait } = parts;
  const timing = clock.now() - pending.at > parts.lateAfter ? 'late' : 'timely';
  const message = announcementMessage(pending.announcement.what, { at: pending.at, timing });
  let fault: ChatFault | undefined;
  // Whose post is in doubt comes last: one channel that never answers clearly mustn't hold up the others.
  const isInDoubt = (one: Addressee): number => (pending.told.get(addressOf(one))?.pending ? 1 : 0);
  for (const addressee of to.toSorted((a, b) => isInDoubt(a) - isInDoubt(b))) {
    const address = addressOf(addressee);
    let told = pending.told.get(address) ?? UNTOLD;
    if (told.root) continue;
    const store = async (next: StoryTold): Promise<boolean> => {
      const stored = await parts.outbox.told(id, version, address, next);
      if (stored) version += 1;
      return stored;
    };
    const keeper: StoryKeeper = {
      told: () => told,
      async keep(next) {
        if (!(await store(next))) return { kind: 'standby' };
        told = next;
        return undefined;
      },
    };
    const failed = await withPlace(parts, addressee, (place) =>
      postOnce({ chat, clock, log, wait, store, doubt: async () => undefined }, keeper, {
        place,
        message,
        mark: `${id}/${address}`,
        done: (ts) => ({
          ...settled(told),
          root: { channel: place.channel, ts, digest: POSTED, shownAt: clock.now() },
        }),
      }),
    );
    if (failed?.kind === 'standby' || failed?.kind === 'unknown') return failed;
    fault = failed ? graver(fault, failed) : fault;
  }
  return fault;
}

/** Where an addressee reads: Slack must be asked for the channel of somebody's direct messages, the store for a thread. */
async function withPlace(
  { chat, threadOf }: Pick<AnnouncementParts, 'chat' | 'threadOf'>,
  to: Addressee,
  post: (place: Place) => Promise<ChatFault | undefined>,
): Promise<ChatFault | undefined> {
  switch (to.kind) {
    case 'channel':
      return post({ channel: to.channel });
    case 'person': {
      const opened = await chat.open(to.user);
      return opened.ok ? post({ channel: opened.value }) : opened.fault;
    }
    case 'run': {
      const thread = await threadOf(to.run);
      if (thread === 'gone') return undefined;
      return thread === 'not-yet' ? { kind: 'refused', error: 'no_thread_yet' } : post(thread);
    }
  }
}
