import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import { systemClock } from '../domain/clock.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import { homeFacts } from '../domain/home/home-facts.ts';
import type { Directory } from '../domain/ports/directory.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Memberships } from '../domain/ports/memberships.ts';
import { allStops } from '../domain/window/shut-gates.ts';
import { redisIncidentNotices } from '../jobs/alarms/incident-notices.ts';
import { redisIncidentReader } from '../jobs/alarms/incident-reader.ts';
import { redisAnnouncer, redisOutbox } from '../jobs/announcements/redis-outbox.ts';
import { redisHolds } from '../jobs/ledger/holds.ts';
import { redisHomeViewers } from '../jobs/ledger/home-viewers.ts';
import { redisLease, redisNotices } from '../jobs/ledger/notices.ts';
import { redisPasses } from '../jobs/ledger/passes.ts';
import { runReader } from '../jobs/ledger/reader.ts';
import type { OperationSet } from '../jobs/operations-folder.ts';
import { redisReviews } from '../jobs/reviews/redis-reviews.ts';
import { startReviewReminder } from '../jobs/reviews/reminder.ts';
import { personalCalls } from '../slack/calls.ts';
import { slackChat } from '../slack/chat.ts';
import { startHomeKeeper } from '../slack/home/home-keeper.ts';
import { startNotifier } from '../slack/notifier.ts';
import { redactorOf } from './redactor.ts';
import type { Store } from './store.ts';

/** How often the notifier and the keeper of the Homes look at their lists when no hint comes. */
const IDLE_MS = 500;
const HOME_IDLE_MS = 5_000;

/** What is told to Slack without being asked: the stories of runs, and the App Homes. */
export function startTelling(
  config: Config,
  parts: {
    readonly store: Store;
    readonly operations: OperationSet;
    readonly log: Log;
    readonly client: WebClient;
    readonly directory: Directory;
    readonly memberships: Memberships;
  },
): { stop(): Promise<void> } {
  const { store, operations, log, client, directory, memberships } = parts;
  const { keys, connections } = store;
  const { limits, access, catalog } = config;
  const redactor = redactorOf(config);
  const onFailure = failureLog(log, redactor);
  const notices = redisNotices(connections.patient, connections.listening, keys);
  const lease = (name: string) =>
    redisLease(connections.patient, keys.lease(name), randomUUID(), limits.notifierLease);
  const common = { clock: systemClock, log, onFailure };
  const retries = { retryFrom: limits.slackRetryFrom, retryTo: limits.slackRetryTo };

  const notifier = startNotifier({
    ...common,
    notices,
    ...(config.alarms
      ? {
          incidents: {
            notices: redisIncidentNotices(connections.patient, keys),
            fallback: config.alarms.channel,
          },
        }
      : {}),
    outbox: redisOutbox(connections.patient, keys, limits.retention),
    lease: lease('notifier'),
    chat: slackChat(client, redactor),
    times: {
      ...retries,
      renewEvery: limits.notifierLease / 3,
      editEvery: limits.editEvery,
      lateAfter: limits.lateAfter,
      postEvery: limits.slackPostEvery,
      callEvery: limits.slackCallEvery,
      refusedEvery: limits.slackRefused,
      idle: IDLE_MS,
    },
  });
  const reminder = startReviewReminder({
    reviews: redisReviews(connections.patient, keys, { redactor }),
    announcer: redisAnnouncer(connections.patient, keys, redactor),
    clock: systemClock,
    every: limits.reviewRemind,
    onFailure,
  });
  const runs = runReader(connections.patient, keys);
  const incidents = redisIncidentReader(connections.patient, keys);
  const holds = redisHolds(connections.patient, keys, { dedupe: limits.dedupe, redactor });
  const passes = redisPasses(connections.patient, keys, { dedupe: limits.dedupe, redactor });
  const homes = startHomeKeeper({
    ...common,
    viewers: redisHomeViewers(connections.patient, keys),
    facts: () =>
      homeFacts(
        runs,
        () => allStops({ holds, gates: config.gates, passes }, systemClock.now()),
        config.alarms ? incidents : undefined,
      ),
    lease: lease('home'),
    directory,
    memberships,
    catalog,
    publish: personalCalls(client, redactor).publishHome,
    access,
    operations: operations.current.map(({ spec }) => spec),
    redactor,
    onChange: notices.onDue,
    times: {
      ...retries,
      every: limits.homeEvery,
      callEvery: limits.homeCallEvery,
      refusedEvery: limits.slackRefused,
      idle: HOME_IDLE_MS,
    },
  });
  return {
    async stop() {
      await Promise.all([notifier.stop(), homes.stop(), reminder.stop()]);
    },
  };
}
