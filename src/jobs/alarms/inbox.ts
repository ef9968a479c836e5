import type { Redis } from 'ioredis';
import { Notice } from '../../domain/alarm/notice.ts';
import type { EpochMs } from '../../domain/clock.ts';
import type { AlarmInbox } from '../../domain/ports/alarm-inbox.ts';
import { json } from '../ledger/json-text.ts';
import type { Keys } from '../ledger/keys.ts';

const NoticeText = json(Notice);

/** When a place of a stream was given, by Redis's clock: ids are `MS-SEQUENCE` (Redis, XADD). */
const timeOf = (place: string): EpochMs => Number(place.split('-')[0]);

/** The news that nobody has worked on yet, on Redis. `listening` is a connection used for nothing but subscriptions. */
export const redisAlarmInbox = (redis: Redis, listening: Redis, keys: Keys): AlarmInbox => ({
  async oldest(limit) {
    const found = await redis.xrange(keys.alarms, '-', '+', 'COUNT', limit);
    return found.map(([place, [, text = '']]) => {
      const notice = NoticeText.safeParse(text);
      return notice.success ? { place, at: timeOf(place), notice: notice.data } : { place, unreadable: text };
    });
  },
  async backlog() {
    const [count, [first]] = await Promise.all([
      redis.xlen(keys.alarms),
      redis.xrange(keys.alarms, '-', '+', 'COUNT', 1),
    ]);
    return first ? { count, oldest: timeOf(first[0]) } : { count };
  },
  onArrival(listener) {
    listening.on('message', (channel) => {
      if (channel === keys.alarmArrivals) listener();
    });
    listening.subscribe(keys.alarmArrivals).catch(() => undefined);
  },
});
