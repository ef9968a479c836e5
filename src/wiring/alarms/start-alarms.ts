import { randomUUID } from 'node:crypto';
import type { CustomRoute } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { cloudWatchAlarmSetter } from '../../aws/cloudwatch/alarm-setter.ts';
import { metricPictures } from '../../aws/cloudwatch/metric-pictures.ts';
import type { Config } from '../../config/config.ts';
import type { AlarmPolicy } from '../../domain/alarm/alarm-policy.ts';
import { cloudWatchFingerprint } from '../../domain/alarm/fingerprint.ts';
import { IncidentId } from '../../domain/alarm/incident.ts';
import { ALERTMANAGER, readAlertmanager } from '../../domain/alarm/read/read-alertmanager.ts';
import { readSns } from '../../domain/alarm/read/read-sns.ts';
import type { Remediation } from '../../domain/alarm/remediation.ts';
import { targetOf } from '../../domain/alarm/target-of.ts';
import { minutes, seconds, systemClock } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { clusterKey } from '../../domain/ports/ecs-clusters.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Check } from '../../handlers/admin-server.ts';
import { ailing } from '../../jobs/alarms/ailing.ts';
import { remedyClerk } from '../../jobs/alarms/clerk.ts';
import { startDesk } from '../../jobs/alarms/desk/desk.ts';
import { newIncidents } from '../../jobs/alarms/desk/new-incidents.ts';
import { redisForeignNotices } from '../../jobs/alarms/foreign-notices.ts';
import { startReconciler, type WatchedAlarms } from '../../jobs/alarms/reconciler.ts';
import { startEnricher } from '../../jobs/alarms/start-enricher.ts';
import { startSynthetic } from '../../jobs/alarms/synthetic.ts';
import { redisSyntheticLog } from '../../jobs/alarms/synthetic-log.ts';
import { redisAnnouncer } from '../../jobs/announcements/redis-outbox.ts';
import { redisHistory } from '../../jobs/history/redis-history.ts';
import { runIntake } from '../../jobs/ledger/intake.ts';
import { redisLease } from '../../jobs/ledger/notices.ts';
import { redisPasses } from '../../jobs/ledger/passes.ts';
import { runReader } from '../../jobs/ledger/reader.ts';
import type { OperationSet } from '../../jobs/operations-folder.ts';
import { watchStore } from '../../jobs/watch/watch-store.ts';
import { startHeartbeat } from '../../paging/heartbeat.ts';
import { httpPager } from '../../paging/http-pager.ts';
import { slackPictures } from '../../slack/pictures.ts';
import type { Ecs } from '../aws.ts';
import type { Metrics } from '../metrics.ts';
import { redactorOf } from '../redactor.ts';
import { runIds } from '../run-ids.ts';
import type { Signing } from '../signing.ts';
import type { Store } from '../store.ts';
import { alarmStore } from './alarm-store.ts';
import { askedAlertmanagers } from './alertmanagers.ts';
import { alarmsIncoming } from './incoming.ts';

/** What working on alarms needs besides the configuration. */
export interface AlarmsParts {
  readonly store: Store;
  readonly operations: OperationSet;
  readonly remedies: readonly Remediation[];
  readonly ecs: Ecs;
  readonly log: Log;
  readonly signing: Signing;
  /** Uploads pictures. Must not retry by itself. */
  readonly client: WebClient;
  readonly counts: Metrics['alarms'];
  readonly watchBacklog: Metrics['watchBacklog'];
  readonly onRefused: (why: string) => void;
}

/** Alarms at work in a bot. */
export interface AlarmsRunning {
  /** For the receiver of Slack's requests, which has the port. */
  readonly routes: readonly CustomRoute[];
  readonly checks: readonly Check[];
  /** Begins to work; not before the port is open. */
  start(): void;
  stop(): Promise<void>;
}

/** How often the desk reads its lists when no hint comes, and the enricher. */
const DESK_IDLE_MS = 500;
const ENRICH_EVERY_MS = 1_000;
/** Of what one sender sends and is no alarm one is shown in this time. */
const FOREIGN_EVERY = minutes(1);
/** PagerDuty, a webhook and a heartbeat may take so long to answer. */
const CALL_MS = seconds(10);

/** Assembles what takes alarms in, works on them and looks after them. Throws where the policy names no real topic or queue. */
export function startAlarms(config: Config, policy: AlarmPolicy, parts: AlarmsParts): AlarmsRunning {
  const { store, operations, remedies, ecs, log, signing } = parts;
  const { connections, keys, queue } = store;
  const { limits, catalog, gates } = config;
  const redactor = redactorOf(config);
  const onFailure = failureLog(log, redactor);
  const patient = alarmStore(config, store, log, 'patient');
  const hasty = alarmStore(config, store, log, 'hasty');
  const runs = runReader(connections.patient, keys);
  const views = watchStore(connections.patient, keys);
  const announcer = redisAnnouncer(connections.patient, keys, redactor);
  const passes = redisPasses(connections.patient, keys, {
    dedupe: limits.dedupe,
    redactor,
    onEntry: store.onEntry,
  });
  const common = { clock: systemClock, log, onFailure };
  const lease = (name: string) =>
    redisLease(connections.patient, keys.lease(name), randomUUID(), limits.alarmLease);
  const newRunId = runIds();
  const alerts = askedAlertmanagers(config);
  const timeouts = { connectTimeoutMs: limits.awsConnect, requestTimeoutMs: limits.awsRequest };
  const syntheticLog = redisSyntheticLog(connections.patient, keys);
  parts.watchBacklog(() => hasty.inbox.backlog());

  const incoming = alarmsIncoming(config, {
    policy,
    intake: hasty.intake,
    storeAtHand: async () => (await store.check.failing()) === undefined,
    readSns: (message) => readSns(message, policy.sharedTopics),
    readAlertmanager,
    log,
    counts: parts.counts,
    onRefused: parts.onRefused,
  });

  const start = () => {
    const desk = startDesk({
      ...common,
      ...patient,
      lease: lease('alarms'),
      policy,
      targetOf: (report) => targetOf(report, catalog),
      criticalOf: (stack) => gates.criticalAlarms.find(({ name }) => name === stack)?.alarms ?? [],
      newIncidents: newIncidents(() => IncidentId.parse(newRunId()), patient.incidents),
      onEcs: async ({ account, region, cluster }) => {
        const roles = new Set(
          catalog.services
            .filter((one) => one.account === account && one.region === region && one.cluster === cluster)
            .map(({ role }) => role),
        );
        for (const role of roles)
          await views.readSoon(
            clusterKey({ account, region, cluster, ...(role === undefined ? {} : { role }) }),
          );
      },
      synthetic: policy.synthetic && {
        fingerprint: cloudWatchFingerprint(
          policy.synthetic.account,
          policy.synthetic.region,
          policy.synthetic.alarm,
        ),
        heard: (at) => syntheticLog.heard(at),
      },
      foreign: redisForeignNotices(connections.patient, keys, {
        redactor,
        channel: policy.channel,
        senders: [...policy.topics, ALERTMANAGER],
        every: FOREIGN_EVERY,
      }),
      announcer,
      pager: httpPager({
        secretOf: (variable) => config.alarmSecrets.get(variable)?.reveal(),
        timeout: CALL_MS,
        pagerDuty: config.pagerDutyUrl,
      }),
      clerk: remedyClerk({
        policy,
        gates,
        catalog,
        passes,
        operations: operations.current.map(({ spec }) => spec),
        alarms: ecs.alarms,
        alerts,
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
          onEntry: store.onEntry,
          signer: signing.signer,
        }),
        runs,
        team: config.slack.team,
        newId: newRunId,
        clock: systemClock,
      }),
      runs,
      idle: DESK_IDLE_MS,
    });
    const reconciler = startReconciler({
      ...common,
      alarms: ecs.alarms,
      incidents: patient.incidents,
      intake: patient.intake,
      lease: lease('alarms-look'),
      watched: watchedAlarms(config),
      placeOf: (account, region) =>
        catalog.services.find((one) => one.account === account && one.region === region),
      every: limits.alarmLookEvery,
    });
    const enricher = startEnricher({
      ...common,
      policy,
      ecs: ecs.services,
      tasks: ecs.tasks,
      logs: ecs.logs,
      targets: ecs.targets,
      alarms: ecs.alarms,
      alerts,
      scaling: ecs.scaling,
      history: redisHistory(connections.patient, keys, limits.retention),
      runs,
      records: patient.incidents,
      announcer,
      incidents: patient.incidents,
      remedies,
      catalog,
      redactor,
      pictures: metricPictures(timeouts),
      album: slackPictures(parts.client, redactor),
      lease: lease('alarms-facts'),
      apart: limits.alarmFactsEvery,
      every: ENRICH_EVERY_MS,
    });
    const beat = policy.heartbeat && config.alarmSecrets.get(policy.heartbeat.url);
    const heartbeat =
      policy.heartbeat && beat
        ? startHeartbeat({
            url: beat.reveal(),
            every: policy.heartbeat.every,
            timeout: CALL_MS,
            ailing: () => ailing(patient.inbox, systemClock),
            log,
          })
        : undefined;
    const synthetic =
      policy.synthetic &&
      startSynthetic({
        ...common,
        rules: policy.synthetic,
        channel: policy.channel,
        setter: cloudWatchAlarmSetter(timeouts),
        times: syntheticLog,
        announcer,
        lease: lease('alarms-synthetic'),
        onWay: parts.counts.synthetic,
      });
    incoming.start();
    return [
      incoming,
      desk,
      reconciler,
      enricher,
      ...(heartbeat ? [heartbeat] : []),
      ...(synthetic ? [synthetic] : []),
    ];
  };

  let running: readonly { stop(): Promise<void> }[] = [];
  return {
    routes: incoming.routes,
    checks: [],
    start() {
      running = start();
    },
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
    },
  };
}

/** All alarms that the configuration knows, by account and region. */
function watchedAlarms({ catalog, gates }: Config): readonly WatchedAlarms[] {
  return [
    ...Map.groupBy(
      catalog.services,
      ({ account, role, region }) => `${account} ${role ?? ''} ${region}`,
    ).values(),
  ].flatMap((services) => {
    const [place] = services;
    if (!place) return [];
    const stacks = new Set(services.map(({ stack }) => stack));
    const critical = gates.criticalAlarms.filter(({ name }) => stacks.has(name));
    const names = [...services.flatMap(({ alarms }) => alarms), ...critical.flatMap(({ alarms }) => alarms)];
    return names.length === 0 ? [] : [{ place, names: [...new Set(names)] }];
  });
}
