import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import type { Remediation } from '../domain/alarm/remediation.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Check } from '../handlers/admin-server.ts';
import type { Incoming } from '../handlers/receivers/receiver.ts';
import { slackApp } from '../handlers/slack-app.ts';
import { tails } from '../handlers/tails.ts';
import { auditNotes, type KeptNotes } from '../jobs/audit/notes.ts';
import { auditWriter } from '../jobs/audit/redis-audit.ts';
import type { OperationSet } from '../jobs/operations-folder.ts';
import { personalCalls } from '../slack/calls.ts';
import { slackDirectory } from '../slack/directory.ts';
import { slackMemberships } from '../slack/memberships.ts';
import { startAlarms } from './alarms/start-alarms.ts';
import type { Ecs } from './aws.ts';
import { listenerParts } from './listener-parts.ts';
import type { Metrics } from './metrics.ts';
import { redactorOf } from './redactor.ts';
import type { Signing } from './signing.ts';
import { slackClients } from './slack-clients.ts';
import { slackIncoming } from './slack-incoming.ts';
import type { Store } from './store.ts';
import { startTelling } from './telling.ts';

/** Logs that are followed at once: an account has 15 sessions (CloudWatch Logs quotas), and others need some, too. */
const MOST_TAILS = 5;

/** A room at work. */
export interface Running {
  readonly checks: readonly Check[];
  /** Finishes what was begun and stops. */
  stop(): Promise<void>;
}

/** The incoming edge, and what is told without being asked. Rejects where the port is taken. */
export async function startBot(
  config: Config,
  parts: {
    readonly store: Store;
    readonly operations: OperationSet;
    readonly remedies: readonly Remediation[];
    readonly ecs: Ecs;
    readonly log: Log;
    readonly signing: Signing;
    readonly onRefused: (why: string) => void;
    readonly counts: Metrics['alarms'];
    readonly watchBacklog: Metrics['watchBacklog'];
  },
): Promise<Running> {
  const { store, log } = parts;
  const redactor = redactorOf(config);
  let stopping = false;

  const clients = slackClients(config);
  const directory = slackDirectory(clients.prompt, { team: config.slack.team, redactor, log });
  const memberships = slackMemberships(clients.prompt, {
    groups: config.access.roles.flatMap(({ groups }) => groups),
    groupsFor: config.limits.groupsFor,
    redactor,
    log,
  });
  const alarms = config.alarms && startAlarms(config, config.alarms, { ...parts, client: clients.telling });
  const incoming = slackIncoming(config, log, () => !stopping, parts.onRefused, alarms?.routes);
  const slack = personalCalls(clients.prompt, redactor);
  const following = tails({ most: MOST_TAILS, usual: config.limits.logsFollow });
  const { connections, keys, onEntry } = store;
  // Waits while Redis is away: nobody waits for it.
  const writer = auditWriter(connections.patient, keys, { redactor, onEntry });
  const notes = counted(auditNotes(writer, failureLog(log, redactor)), parts.onRefused);
  const listeners = listenerParts(config, {
    ...parts,
    directory,
    memberships,
    slack,
    tails: following,
    notes,
  });
  const app = slackApp(listeners, incoming, {
    botToken: config.slack.botToken.reveal(),
    slackApiUrl: config.slack.apiUrl,
  });
  const telling = startTelling(config, { ...parts, client: clients.telling, directory, memberships });
  void directory.warm();
  const fresh = memberships.keepFresh();
  await app.start(config.http.port);
  alarms?.start();
  log.info({ port: config.http.port, transport: config.slack.transport.kind }, 'the bot listens');

  return {
    checks: [store.check, slackCheck(clients.prompt, config), incomingCheck(incoming)],
    async stop() {
      stopping = true;
      fresh.stop();
      // At the same time, so that another bot goes on telling at once.
      await Promise.all([telling.stop(), incoming.stop(), following.stop(), alarms?.stop()]);
      await notes.settled();
    },
  };
}

/** The same notes, each counted by why somebody was refused. */
const counted = (notes: KeptNotes, onRefused: (why: string) => void): KeptNotes => ({
  settled: () => notes.settled(),
  note(entry) {
    if (entry.kind === 'request' && entry.outcome.kind === 'refused') onRefused(entry.outcome.why);
    notes.note(entry);
  },
});

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
