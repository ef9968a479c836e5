import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Announcement, AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { Announcer, Outbox } from '../../domain/ports/announcements.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import type { Keys } from '../ledger/keys.ts';
import { dueMembers } from '../ledger/scripts/notices-and-leases.ts';
import { readStory } from '../ledger/story-record.ts';
import {
  announceAlone,
  postponeAnnouncement,
  settleAnnouncement,
  tellAddressee,
} from './scripts/announce.ts';

/** An announcement as the scripts take it: its id, and its body without secrets. */
export const announcementArgs = (announcement: Announcement, redactor: Redactor): [string, string] => [
  announcement.id,
  JSON.stringify(redactor.value(announcement)),
];

/** Takes announcements that belong to no other write. */
export const redisAnnouncer = (redis: Redis, keys: Keys, redactor: Redactor): Announcer => ({
  async announce(announcement) {
    const touched = [keys.announcements, keys.announcement(announcement.id)];
    await announceAlone.run(redis, touched, announcementArgs(announcement, redactor));
  },
});

const Kept = z.looseObject({ at: z.coerce.number(), version: z.coerce.number(), body: z.string() });
/** The fields that say how far an addressee is told begin so. */
const TO = 'to:';

/** The announcements on Redis. An id stays known for `remembered` after everybody was told. */
export const redisOutbox = (redis: Redis, keys: Keys, remembered: DurationMs): Outbox => ({
  async due(limit) {
    return AnnouncementId.array().parse(await dueMembers.run(redis, [keys.announcements], [limit]));
  },
  async read(id) {
    const hash = await redis.hgetall(keys.announcement(id));
    if (Object.keys(hash).length === 0) return undefined;
    const { at, version, body } = Kept.parse(hash);
    const told = Object.entries(hash).flatMap(([field, text]) => {
      const story = field.startsWith(TO) ? readStory(text) : undefined;
      return story ? [[field.slice(TO.length), story] as const] : [];
    });
    return { announcement: Announcement.parse(JSON.parse(body)), at, version, told: new Map(told) };
  },
  async told(id, version, address, told) {
    const args = [version, `${TO}${address}`, JSON.stringify(told)];
    return (await tellAddressee.run(redis, [keys.announcement(id)], args)) === 1;
  },
  async settle(id) {
    await settleAnnouncement.run(
      redis,
      [keys.announcements, keys.announcement(id)],
      [id, Math.ceil(remembered)],
    );
  },
  async postpone(id, delay) {
    await postponeAnnouncement.run(redis, [keys.announcements], [id, Math.ceil(delay)]);
  },
});
