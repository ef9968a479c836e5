import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import { systemClock } from '../domain/clock.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Check } from '../handlers/admin-server.ts';
import type { Incoming } from '../handlers/receivers/receiver.ts';
import { slackApp } from '../handlers/slack-app.ts';
import { runIntake } from '../jobs/ledger/intake.ts';
import { redisLease, redisNotices } from '../jobs/ledger/notices.ts';
import { runReader } from '../jobs/ledger/reader.ts';
import { redisLedger } from '../jobs/ledger/redis-ledger.ts';
import { runSignals } from '../jobs/ledger/signals.ts';
import type { OperationSet } from '../jobs/operations-folder.ts';
import { personalCalls } from '../slack/calls.ts';
import { slackChat } from '../slack/chat.ts';
import { slackDirectory } from '../slack/directory.ts';
import { startNotifier } from '../slack/notifier.ts';
import { redactorOf } from './redactor.ts';
import { runIds } from './run-ids.ts';
import { slackClients } from './slack-clients.ts';
import { slackIncoming } from './slack-incoming.ts';
import type { Store } from './store.ts';

/** A room at work. */
export interface Running {
  readonly checks: readonly Check[];
  /** Finishes what was begun and stops. */
  stop(): Promise<void>;
}

/** How often the notifier looks at its list when no hint comes. */
const IDLE_MS = 500;

/** The incoming edge and the notifier. Rejects where the port is taken. */
export async function startBot(
  config: Config,
  parts: {
    readonly store: Store;
    readonly operations: OperationSet;
    readonly ecs: EcsServices;
    readonly log: Log;
  },
): Promise<Running> {
  const { store, operations, ecs, log } = parts;
  const { keys, connections, queue } = store;
  const { limits } = config;
  const redactor = redactorOf(config);
  const onFailure = failureLog(log, redactor);
  let stopping = false;

  const runs = runReader(connections.hasty, keys);
  const clients = slackClients(config);
  const directory = slackDirectory(clients.prompt, { redactor, log, team: config.slack.team });
  const incoming = slackIncoming(config, log, () => !stopping);
  void directory.warm();
  const app = slackApp(
    {
      intake: runIntake({
        redis: connections.hasty,
        keys,
        clock: systemClock,
        limit: limits.accept,
        dedupe: limits.dedupe,
        retention: limits.retention,
        redactor,
        enqueue: (id) => queue.add(id),
        onFailure,
      }),
      runs,
      signals: runSignals({
        ledger: redisLedger(connections.hasty, keys, {
          lease: limits.runLease,
          retention: limits.retention,
          redactor,
        }),
        runs,
        clock: systemClock,
        wake: (id) => queue.wake(id),
      }),
      ecs,
      operations: operations.current.map(({ spec }) => spec),
      catalog: config.catalog,
      access: config.access,
      clock: systemClock,
      log,
      redactor,
      newId: runIds(),
      clockSkew: limits.clockSkew,
      directory,
      slack: personalCalls(clients.prompt, redactor),
    },
    incoming,
    { botToken: config.slack.botToken.reveal(), slackApiUrl: config.slack.apiUrl },
  );

  const notifier = startNotifier({
    notices: redisNotices(connections.patient, connections.listening, keys),
    lease: redisLease(connections.patient, keys.lease('notifier'), randomUUID(), limits.notifierLease),
    chat: slackChat(clients.telling, redactor),
    clock: systemClock,
    log,
    onFailure,
    times: {
      renewEvery: limits.notifierLease / 3,
      editEvery: limits.editEvery,
      lateAfter: limits.lateAfter,
      postEvery: limits.slackPostEvery,
      callEvery: limits.slackCallEvery,
      retryFrom: limits.slackRetryFrom,
      retryTo: limits.slackRetryTo,
      refusedEvery: limits.slackRefused,
      idle: IDLE_MS,
    },
  });
  await app.start(config.http.port);
  log.info({ port: config.http.port, transport: config.slack.transport.kind }, 'the bot listens');

  return {
    checks: [store.check, slackCheck(clients.prompt, config), incomingCheck(incoming)],
    async stop() {
      stopping = true;
      // At the same time, so that another bot goes on telling at once.
      await Promise.all([notifier.stop(), incoming.stop()]);
    },
  };
}

/** Ready when Slack's requests can come in. */
const incomingCheck = (incoming: Incoming): Check => ({
  name: 'incoming',
  failing: async () => incoming.failing(),
});

/** Ready when Slack knows the token, and it is of the workspace that is configured. */
function slackCheck(client: WebClient, config: Config): Check {
  return {
    name: 'slack',
    async failing() {
      try {
        const { team_id: team } = await client.auth.test();
        return team === config.slack.team
          ? undefined
          : `the token is of team ${team}, not ${config.slack.team}`;
      } catch (error) {
        return causeOf(error, redactorOf(config));
      }
    },
  };
}
