import type { Redis } from 'ioredis';
import type { SyntheticLog } from '../../domain/ports/synthetic-log.ts';
import type { Keys } from '../ledger/keys.ts';

const timeOf = (stored: string | null | undefined): number | undefined =>
  stored === null || stored === undefined ? undefined : Number(stored);

/** The synthetic alarm's times on Redis. */
export const redisSyntheticLog = (redis: Redis, keys: Keys): SyntheticLog => ({
  async times() {
    const [sent, heard] = await redis.hmget(keys.alarmSynthetic, 'sent', 'heard');
    const [sentAt, heardAt] = [timeOf(sent), timeOf(heard)];
    return { ...(sentAt === undefined ? {} : { sentAt }), ...(heardAt === undefined ? {} : { heardAt }) };
  },
  async sent(at) {
    await redis.hset(keys.alarmSynthetic, 'sent', at);
  },
  async heard(at) {
    await redis.hset(keys.alarmSynthetic, 'heard', at);
  },
});
