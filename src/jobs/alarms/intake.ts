import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DurationMs } from '../../domain/clock.ts';
import type { AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import type { Keys } from '../ledger/keys.ts';
import { takeNotices } from './scripts/take.ts';
import { noticeWithoutSecrets } from './without-secrets.ts';

/** What the intake keeps to. */
export interface IntakeRules {
  /** Keeps secrets out of the store that somebody wrote into an alarm. */
  readonly redactor: Redactor;
  /** For how long news that comes again is known. */
  readonly dedupe: DurationMs;
  /** How many notices the inbox takes. Where nobody works on it, it must not fill the store. */
  readonly most: number;
}

const Answer = z.array(z.literal([0, 1])).nullable();

/** Takes news of alarms in on Redis: one script for each call, whatever its length. */
export const redisAlarmIntake = (
  redis: Redis,
  keys: Keys,
  { redactor, dedupe, most }: IntakeRules,
): AlarmIntake => ({
  async take(notices) {
    if (notices.length === 0) return [];
    const args = notices.flatMap((notice) => [
      notice.id,
      JSON.stringify(noticeWithoutSecrets(notice, redactor)),
    ]);
    const rules = [keys.alarmKnownPrefix, Math.ceil(dedupe), most, keys.alarmArrivals];
    const stored = Answer.parse(await takeNotices.run(redis, [keys.alarms], [...rules, ...args]));
    if (!stored) throw new Error(`the inbox of alarms is full: it takes ${most}`);
    return stored.map((one) => (one === 1 ? 'stored' : 'duplicate'));
  },
});
