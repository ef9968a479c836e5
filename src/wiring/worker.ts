import { randomUUID } from 'node:crypto';
import { awsCallIds } from '../aws/call-ids.ts';
import type { Config } from '../config/config.ts';
import type { Remediation } from '../domain/alarm/remediation.ts';
import { systemClock, systemMonotonic } from '../domain/clock.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import { mayStill } from '../domain/guard/may-still.ts';
import type { Permission } from '../domain/guard/permission.ts';
import type { RunId } from '../domain/ids.ts';
import type { Log } from '../domain/ports/log.ts';
import type { RunRequest } from '../domain/run/run.ts';
import { isOwn } from '../domain/target/catalog.ts';
import type { ResolvedService } from '../domain/target/service.ts';
import { shutGates } from '../domain/window/shut-gates.ts';
import type { Gated } from '../domain/window/windows-that-stop.ts';
import { fetchProbe } from '../health/fetch-probe.ts';
import { consentsOf } from '../jobs/engine/consents.ts';
import type { TurnEnd } from '../jobs/engine/engine-parts.ts';
import { executeRun } from '../jobs/engine/execute-run.ts';
import { trustingLedger, trustOf } from '../jobs/engine/trust.ts';
import { startRecorder } from '../jobs/history/recorder.ts';
import { redisHistory } from '../jobs/history/redis-history.ts';
import { redisTurns } from '../jobs/history/turns.ts';
import { redisHolds } from '../jobs/ledger/holds.ts';
import { redisLease } from '../jobs/ledger/notices.ts';
import { redisPasses } from '../jobs/ledger/passes.ts';
import { runReader } from '../jobs/ledger/reader.ts';
import type { OperationSet } from '../jobs/operations-folder.ts';
import { leaseKeeper } from '../jobs/queue/lease-keeper.ts';
import { startRunWorker } from '../jobs/queue/run-worker.ts';
import { startSweeper } from '../jobs/queue/sweeper.ts';
import { watchStore } from '../jobs/watch/watch-store.ts';
import { startWatcher } from '../jobs/watch/watcher.ts';
import { startKeepingAudit } from './audit.ts';
import type { Ecs } from './aws.ts';
import type { Running } from './bot.ts';
import { redactorOf } from './redactor.ts';
import type { Signing } from './signing.ts';
import type { Store } from './store.ts';

/** How many runs one worker takes turns at. A waiting run takes none. */
const CONCURRENCY = 20;

/** A run that waits for a rollout looks by itself once the watcher should have read it this often. */
const BACKSTOP_READS = 6;

/** The run engine: takes runs from the queue and carries them on, and sweeps for those that nobody carries. */
export function startWorker(
  config: Config,
  parts: {
    readonly store: Store;
    readonly operations: OperationSet;
    readonly remedies: readonly Remediation[];
    readonly ecs: Ecs;
    readonly log: Log;
    readonly signing: Signing;
    readonly onTurn: (end: TurnEnd['kind']) => void;
  },
): Running {
  const { store, operations, ecs, log, signing } = parts;
  const { ledger, queue, keys, connections, onEntry } = store;
  const { limits } = config;
  const redactor = redactorOf(config);
  const onFailure = failureLog(log, redactor);

  const views = watchStore(connections.patient, keys);
  const holds = redisHolds(connections.patient, keys, { dedupe: limits.dedupe, redactor, onEntry });
  const passes = redisPasses(connections.patient, keys, { dedupe: limits.dedupe, redactor, onEntry });
  const gateParts = { gates: config.gates, catalog: config.catalog, passes, alarms: ecs.alarms };
  const history = redisHistory(connections.patient, keys, limits.retention);
  const trust = trustOf(signing.verifier);
  const alarms = {
    automatic: config.alarms?.automatic ?? [],
    operationOf: (remedy: string) => parts.remedies.find(({ name }) => name === remedy)?.operation,
  };
  const engine = {
    ledger: trustingLedger(ledger, trust),
    trust,
    operationOf: (run: { readonly request: { readonly operation: string; readonly version: number } }) =>
      operations.find(run.request.operation, run.request.version),
    ports: {
      ecs: ecs.services,
      tasks: ecs.tasks,
      revisions: ecs.revisions,
      logs: ecs.logs,
      targets: ecs.targets,
      taskDefinitions: ecs.taskDefinitions,
      images: ecs.images,
      roles: ecs.roles,
      secrets: ecs.secrets,
      logGroups: ecs.logGroups,
      views,
      holds,
      alarms: ecs.alarms,
      health: fetchProbe(limits.healthRequest),
      scaling: ecs.scaling,
      history,
    },
    mode: config.access.mode,
    permitted: (request: RunRequest, permission: Permission) =>
      mayStill(config.access, config.catalog, request, permission, alarms),
    consents: consentsOf(config.access, config.catalog, {
      length: limits.approval,
      remindEvery: limits.approvalRemind,
    }),
    gates: (spec: Gated, target: ResolvedService) => shutGates(gateParts, spec, target, systemClock.now()),
    isOwn: (target: ResolvedService) => isOwn(config.catalog, target),
    clock: systemClock,
    monotonic: systemMonotonic,
    log,
    limits: { readBack: limits.readBack, retryFrom: limits.retryFrom, retryTo: limits.retryTo },
    pace: {
      rolloutEvery: limits.rolloutEvery,
      rolloutLimit: limits.rolloutLimit,
      backstop: limits.rolloutEvery * BACKSTOP_READS,
      stuckAfter: limits.stuckAfter,
      bakeAtMost: limits.bakeAtMost,
      countdown: limits.countdown,
    },
    policy: config.policy,
    callIds: awsCallIds,
    wake: (id: RunId) => queue.wake(id),
    lease: limits.runLease,
    onClaim: leaseKeeper(ledger, limits.runLease),
  };
  const worker = startRunWorker({
    redis: connections.patient,
    keys,
    concurrency: CONCURRENCY,
    jobLock: limits.jobLock,
    stalledEvery: limits.stalledEvery,
    onFailure,
    async execute(id: RunId, stop: AbortSignal) {
      const end = await executeRun(engine, id, stop);
      parts.onTurn(end.kind);
      return end;
    },
  });
  const holder = randomUUID();
  const watcher = startWatcher({
    store: views,
    ecs: ecs.clusters,
    clock: systemClock,
    leaseOf: (cluster) =>
      redisLease(connections.patient, keys.lease(`watch/${cluster}`), holder, limits.watchLease),
    observed: async (run) => {
      if ((await ledger.signal(run, 'observation')) === 'sent') await queue.wake(run);
    },
    every: limits.rolloutEvery,
    onFailure,
  });
  const recorder = startRecorder({
    catalog: config.catalog,
    history,
    ecs: ecs.services,
    clusters: ecs.clusters,
    tasks: ecs.tasks,
    revisions: ecs.revisions,
    runs: runReader(connections.patient, keys),
    turns: redisTurns(connections.patient, keys, limits.historyEvery),
    leaseOf: (cluster) =>
      redisLease(connections.patient, keys.lease(`history/${cluster}`), holder, limits.watchLease),
    clock: systemClock,
    every: limits.historyEvery,
    log,
    onFailure,
  });
  const sweeper = startSweeper({ ledger, queue, every: limits.sweepEvery, onFailure });
  const audit = startKeepingAudit(config, store, log);
  log.info({ operations: operations.all.map(({ spec }) => spec.name) }, 'the worker waits for runs');

  return {
    checks: [store.check],
    async stop() {
      await sweeper.stop();
      await Promise.all([watcher.stop(), recorder.stop()]);
      await worker.stop();
      await audit.stop();
    },
  };
}
