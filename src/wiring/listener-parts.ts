import type { Config } from '../config/config.ts';
import type { AlarmPolicy } from '../domain/alarm/alarm-policy.ts';
import { systemClock } from '../domain/clock.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import { formOf } from '../domain/forms/form.ts';
import type { AuditNotes } from '../domain/ports/audit.ts';
import type { Directory } from '../domain/ports/directory.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Memberships } from '../domain/ports/memberships.ts';
import type { HomeParts } from '../handlers/home/show-home.ts';
import { seals } from '../handlers/modal/seals.ts';
import type { AlarmParts, SlackCalls } from '../handlers/parts.ts';
import type { Tails } from '../handlers/tails.ts';
import { incidentDesk } from '../jobs/alarms/change-incident.ts';
import { auditReader } from '../jobs/audit/redis-audit.ts';
import { sha256 } from '../jobs/audit/sealed.ts';
import { redisHistory } from '../jobs/history/redis-history.ts';
import { redisHolds } from '../jobs/ledger/holds.ts';
import { redisHomeViewers } from '../jobs/ledger/home-viewers.ts';
import { runIntake } from '../jobs/ledger/intake.ts';
import { redisLiftRequests } from '../jobs/ledger/lift-requests.ts';
import { redisPasses } from '../jobs/ledger/passes.ts';
import { runReader } from '../jobs/ledger/reader.ts';
import { redisLedger } from '../jobs/ledger/redis-ledger.ts';
import { runSignals } from '../jobs/ledger/signals.ts';
import type { OperationSet } from '../jobs/operations-folder.ts';
import { redisReviews } from '../jobs/reviews/redis-reviews.ts';
import { alarmStore } from './alarms/alarm-store.ts';
import { askedAlertmanagers } from './alarms/alertmanagers.ts';
import type { Ecs } from './aws.ts';
import { redactorOf } from './redactor.ts';
import { runIds } from './run-ids.ts';
import type { Signing } from './signing.ts';
import type { Store } from './store.ts';

/** What the listeners on Bolt work with: the hasty connection to Redis, because a person waits. */
export function listenerParts(
  config: Config,
  parts: {
    readonly store: Store;
    readonly operations: OperationSet;
    readonly ecs: Ecs;
    readonly log: Log;
    readonly directory: Directory;
    readonly memberships: Memberships;
    readonly slack: SlackCalls;
    readonly tails: Tails;
    readonly notes: AuditNotes;
    readonly signing: Signing;
  },
): HomeParts {
  const { store, operations, ecs, log, directory, memberships, slack, tails, notes, signing } = parts;
  const { keys, connections, queue, onEntry } = store;
  const { limits } = config;
  const redactor = redactorOf(config);
  const runs = runReader(connections.hasty, keys);
  const specs = operations.current.map(({ spec }) => spec);
  // A field that no form can ask for is a programmer's fault, found at the start.
  for (const spec of specs) formOf(spec);
  const { accept: limit, dedupe, retention, runLease: lease, clockSkew } = limits;
  return {
    intake: runIntake({
      redis: connections.hasty,
      keys,
      clock: systemClock,
      limit,
      dedupe,
      retention,
      redactor,
      enqueue: (id) => queue.add(id),
      onFailure: failureLog(log, redactor),
      onEntry,
      signer: signing.signer,
    }),
    runs,
    signals: runSignals({
      ledger: redisLedger(connections.hasty, keys, { lease, retention, redactor, onEntry }),
      runs,
      clock: systemClock,
      wake: (id) => queue.wake(id),
      people: config.access.people,
      signer: signing.signer,
    }),
    holds: redisHolds(connections.hasty, keys, { dedupe, redactor, onEntry }),
    gates: config.gates,
    passes: redisPasses(connections.hasty, keys, { dedupe, redactor, onEntry }),
    audit: { ...notes, newest: auditReader(connections.hasty, keys).newest },
    liftRequests: redisLiftRequests(connections.hasty, keys, limits.approval),
    reviews: redisReviews(connections.hasty, keys, { redactor, onEntry }),
    incidents: config.incidents,
    history: redisHistory(connections.hasty, keys, retention),
    viewers: redisHomeViewers(connections.hasty, keys),
    alarms: config.alarms ? alarmParts(config.alarms) : 'none',
    ecs: ecs.services,
    reads: { ...ecs, alerts: askedAlertmanagers(config), tails },
    operations: specs,
    catalog: config.catalog,
    access: config.access,
    memberships,
    clock: systemClock,
    log,
    redactor,
    sha256,
    newId: runIds(),
    clockSkew,
    directory,
    seals: seals(config.slack.botToken.reveal()),
    slack,
  };
  /** Writes as the desk would: what a person changes is looked at again when that is due. */
  function alarmParts(policy: AlarmPolicy): AlarmParts {
    const { incidents, silences } = alarmStore(config, store, log, 'hasty');
    return { incidents, silences, desk: incidentDesk({ incidents, policy, clock: systemClock }) };
  }
}
