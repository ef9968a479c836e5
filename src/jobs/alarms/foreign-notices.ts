import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { OtherNotice } from '../../domain/alarm/notice.ts';
import { type Announcement, AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { ForeignNotices } from '../../domain/ports/foreign-notices.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { announcementArgs } from '../announcements/redis-outbox.ts';
import { json } from '../ledger/json-text.ts';
import type { Keys } from '../ledger/keys.ts';
import { heldBack, showOrHold, tellHeld } from './scripts/foreign-notices.ts';

/** What showing them keeps to. */
export interface ForeignRules {
  readonly redactor: Redactor;
  /** Where they are shown. */
  readonly channel: string;
  /** Who may send them: topics that are believed, and Alertmanager. */
  readonly senders: readonly string[];
  /** Of a sender one is shown in this time. */
  readonly every: DurationMs;
}

const Held = z.tuple([z.number(), AnnouncementId, json(OtherNotice)]).nullable();

/** Where nobody sent it, it is our own word, and always shown. */
const OURS = '';

/** Shows what is no alarm by announcements, on Redis. */
export function redisForeignNotices(
  redis: Redis,
  keys: Keys,
  { redactor, channel, senders, every }: ForeignRules,
): ForeignNotices {
  const announcement = (id: AnnouncementId, notice: OtherNotice, more: number): Announcement => ({
    id,
    to: [{ kind: 'channel', channel }],
    what: { kind: 'foreign-notice', notice, ...(more === 0 ? {} : { more }) },
  });
  const touched = (sender: string, id: AnnouncementId): string[] => [
    keys.announcements,
    keys.announcement(id),
    keys.alarmForeign,
    keys.alarmForeignHeld(sender),
  ];
  return {
    async show(id, notice) {
      const name = AnnouncementId.parse(
        `foreign-notice/${createHash('sha256').update(id).digest('hex').slice(0, 32)}`,
      );
      const sender = notice.from ?? OURS;
      const args = announcementArgs(announcement(name, notice, 0), redactor);
      const gap = sender === OURS ? 0 : Math.ceil(every);
      await showOrHold.run(redis, touched(sender, name), [sender, ...args, gap, JSON.stringify(notice)]);
    },
    async showHeld() {
      for (const sender of senders) {
        const where = [keys.alarmForeign, keys.alarmForeignHeld(sender)];
        const held = Held.parse(await heldBack.run(redis, where, [sender, Math.ceil(every)]));
        if (!held) continue;
        const [count, id, notice] = held;
        const args = announcementArgs(announcement(id, notice, count - 1), redactor);
        await tellHeld.run(redis, touched(sender, id), [sender, ...args, count]);
      }
    },
  };
}
