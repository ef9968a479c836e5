import type { Announcement, AnnouncementId } from '../announcement/announcement.ts';
import type { DurationMs, EpochMs } from '../clock.ts';
import type { StoryTold } from './notices.ts';

/** Takes announcements. Once it has resolved, the announcement is told whatever dies. */
export interface Announcer {
  /** Announces once: an id that was announced before does nothing. Throws where the store is away. */
  announce(announcement: Announcement): Promise<void>;
}

/** An announcement and how far it is told. `version` rises with every write, so that a late writer is noticed. */
export interface PendingAnnouncement {
  readonly announcement: Announcement;
  readonly at: EpochMs;
  readonly version: number;
  /** By the addressee's Slack id. One that has a root has been told. */
  readonly told: ReadonlyMap<string, StoryTold>;
}

/**
 * Announcements that aren't told to everybody yet. Level-triggered: one stays due until it is settled, so nothing is
 * lost when a teller dies.
 */
export interface Outbox {
  /** Up to `limit` that are due, longest due first. */
  due(limit: number): Promise<readonly AnnouncementId[]>;
  /** Undefined: it is gone. Throws on one that this build can't read: a later build's. */
  read(id: AnnouncementId): Promise<PendingAnnouncement | undefined>;
  /** Stores how far one addressee is told, as the version after `version`. False: somebody else has written since. */
  told(id: AnnouncementId, version: number, address: string, told: StoryTold): Promise<boolean>;
  /** Takes it off the list; its id stays known for as long as the outbox remembers. */
  settle(id: AnnouncementId): Promise<void>;
  /** It is due again after `delay`. */
  postpone(id: AnnouncementId, delay: DurationMs): Promise<void>;
}
