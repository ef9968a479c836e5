import { afterAll } from 'vitest';
import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import { memoryAlarmInbox } from '../../support/memory-alarm-inbox.ts';
import { memoryIncidents } from '../../support/memory-incidents.ts';
import { memorySilences } from '../../support/memory-silences.ts';
import type { TestRedis } from '../../support/redis.ts';
import { memoryReviews } from '../../support/reviews.ts';
import { alarmReviewsContract } from './alarm-reviews.suite.ts';
import { inboxContract } from './inbox.suite.ts';
import { incidentNoticesContract } from './incident-notices.suite.ts';
import { incidentsContract } from './incidents.suite.ts';
import { redisStore } from './redis-store.ts';
import { silencesContract } from './silences.suite.ts';
import type { OpenStore } from './store-under-test.ts';
import { untoldContract } from './untold.suite.ts';

const servers: TestRedis[] = [];
afterAll(() => Promise.all(servers.map((server) => server.cleanup())));

const onRedis: OpenStore = (rules) => {
  const store = redisStore(rules);
  servers.push(store.server);
  return store;
};

const inMemory: OpenStore = ({ retention = 60_000, most = 1_000, untoldFor = 60_000 } = {}) => {
  let now = Date.UTC(2026, 10, 21, 3, 12, 0);
  const clock = { now: () => now };
  const inbox = memoryAlarmInbox(clock, most);
  const ofReviews: AuditEntry[] = [];
  const reviews = memoryReviews(ofReviews);
  const { incidents, notices, audit } = memoryIncidents(clock, inbox, { retention, untoldFor, reviews });
  const { silences, audit: ofSilences } = memorySilences(clock, reviews);
  return {
    intake: inbox,
    inbox,
    incidents,
    notices,
    silences,
    reviews,
    audit: async () => [...audit, ...ofSilences, ...ofReviews],
    now: () => now,
    past: async (at) => {
      now = Math.max(now, at) + 1;
    },
  };
};

for (const [name, open] of [
  ['Redis', onRedis],
  ['in memory', inMemory],
] as const) {
  inboxContract(name, open);
  incidentsContract(name, open);
  untoldContract(name, open);
  incidentNoticesContract(name, open);
  silencesContract(name, open);
  alarmReviewsContract(name, open);
}
