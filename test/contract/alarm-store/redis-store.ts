import type { Redis } from 'ioredis';
import { AuditEntry } from '../../../src/domain/audit/entry.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { redisAlarmInbox } from '../../../src/jobs/alarms/inbox.ts';
import { redisIncidentNotices } from '../../../src/jobs/alarms/incident-notices.ts';
import { redisIncidents } from '../../../src/jobs/alarms/incidents.ts';
import { redisAlarmIntake } from '../../../src/jobs/alarms/intake.ts';
import { redisSilences } from '../../../src/jobs/alarms/silences.ts';
import { auditReader } from '../../../src/jobs/audit/redis-audit.ts';
import { type Keys, keysOf } from '../../../src/jobs/ledger/keys.ts';
import { redisReviews } from '../../../src/jobs/reviews/redis-reviews.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** A store of alarms on Redis, and what it is made of. */
export interface RedisStore extends StoreUnderTest {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly server: TestRedis;
  /** What stood there and was no silence. */
  readonly unreadable: readonly string[];
}

/** Known to the redactor of these stores. */
export const SECRET = 'hunter2hunter2';

/** Opens a store on a server, the tests' own unless told, in a keyspace of its own. Its server's `cleanup` closes it. */
export function redisStore(
  { retention = 60_000, most = 1_000, untoldFor = 60_000 }: Parameters<OpenStore>[0] = {},
  server = testRedis(),
): RedisStore {
  const redis = server.connect();
  const keys = keysOf(server.keyspace);
  const safe = redactor({ secrets: [SECRET] });
  const unreadable: string[] = [];
  const reader = auditReader(redis, keys);
  return {
    redis,
    keys,
    server,
    unreadable,
    intake: redisAlarmIntake(redis, keys, { redactor: safe, dedupe: 60_000, most }),
    inbox: redisAlarmInbox(redis, server.connect(), keys),
    incidents: redisIncidents(redis, keys, { retention, untoldFor, redactor: safe }),
    notices: redisIncidentNotices(redis, keys),
    silences: redisSilences(redis, keys, {
      dedupe: 60_000,
      redactor: safe,
      onUnreadable: (text) => unreadable.push(text),
    }),
    reviews: redisReviews(redis, keys, { redactor: safe }),
    audit: async () => (await reader.from(1, 1_000)).map(({ entry }) => AuditEntry.parse(entry)),
    now: () => Date.now(),
    past: (at) => waitFor(() => Date.now() > at, { what: 'time to pass' }).then(() => undefined),
  };
}
