import type { CustomRoute } from '@slack/bolt';
import type { Fetch } from '../../aws/sns/fetch-certificate.ts';
import { fetchedKeys } from '../../aws/sns/fetched-keys.ts';
import { pinnedKey } from '../../aws/sns/pinned-key.ts';
import { signaturesOnThread } from '../../aws/sns/signatures-on-thread.ts';
import { snsSubscriptions } from '../../aws/sns/sns-subscriptions.ts';
import { snsVerifier } from '../../aws/sns/sns-verifier.ts';
import { consumeQueue } from '../../aws/sqs/consume-queue.ts';
import { type QueuePlace, queuePlace } from '../../aws/sqs/queue-place.ts';
import { sqsQueues } from '../../aws/sqs/sqs-queues.ts';
import { watchDeadLetters } from '../../aws/sqs/watch-dead-letters.ts';
import type { Config } from '../../config/config.ts';
import type { AlarmPolicy } from '../../domain/alarm/alarm-policy.ts';
import { type Clock, type DurationMs, days, minutes, seconds, systemClock } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import type { DoorCounts } from '../../domain/ports/alarm-door.ts';
import type { AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { TimeWindow } from '../../domain/ports/sns-verifier.ts';
import { type AlertmanagerParts, receiveAlertmanager } from '../../handlers/alarms/receive-alertmanager.ts';
import { receiveSns, type SnsParts } from '../../handlers/alarms/receive-sns.ts';
import { alarmRoutes } from '../../handlers/alarms/routes.ts';
import { groupedIntake } from '../../jobs/alarms/intake/grouped-intake.ts';
import { redactorOf } from '../redactor.ts';

/** What the incoming edge of alarms needs besides the configuration. */
export interface AlarmsIncomingParts {
  readonly policy: Pick<AlarmPolicy, 'topics' | 'queues' | 'deadLetterQueues'>;
  readonly intake: AlarmIntake;
  /** Whether something could be stored now. Never rejects. */
  readonly storeAtHand: () => Promise<boolean>;
  readonly readSns: SnsParts['read'];
  readonly readAlertmanager: AlertmanagerParts['read'];
  readonly log: Log;
  readonly counts: Omit<DoorCounts, 'refused'>;
  readonly onRefused: (why: string) => void;
  /** For tests. */
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** How often dead-letter queues are looked at; a minute unless told. */
  readonly watchEvery?: DurationMs;
}

/** How news of alarms come in. */
export interface AlarmsIncoming {
  /** For the receiver of Slack's requests, which has the port. */
  readonly routes: readonly CustomRoute[];
  /** Begins to read the queues. */
  start(): void;
  /** Reads nothing more. What was received is finished, in 5 s at most, or comes again. */
  stop(): Promise<void>;
}

/** SNS tries for about a minute, and waits longer where the subscription's own delivery policy says so: an hour at most. */
const OVER_HTTP = minutes(65);
/** A queue keeps messages for 14 days at most (SQS API, SetQueueAttributes), and a dead-letter queue for as long again. */
const IN_QUEUES = days(28);
const DRAIN = seconds(5);

/** Assembles it. Throws where the policy names a topic or a queue that can't be one. */
export function alarmsIncoming(
  config: Pick<Config, 'catalog' | 'limits' | 'secrets' | 'snsSigningCertificate' | 'alertmanagerToken'>,
  parts: AlarmsIncomingParts,
): AlarmsIncoming {
  const { policy, log, clock = systemClock, fetch: get = fetch, watchEvery = minutes(1) } = parts;
  const { awsConnect, awsRequest, clockSkew } = config.limits;
  const timeouts = { connectTimeoutMs: awsConnect, requestTimeoutMs: awsRequest };
  const onFailure = failureLog(log, redactorOf(config));
  const roleOf = (account: string): string | undefined =>
    config.catalog.services.find((service) => service.account === account && service.role !== undefined)
      ?.role;
  const counts: DoorCounts = { ...parts.counts, refused: parts.onRefused };
  const intake = groupedIntake(parts.intake);
  const subscriptions = snsSubscriptions(roleOf, timeouts);
  const sqs = sqsQueues(roleOf, timeouts);
  const keys =
    config.snsSigningCertificate === undefined
      ? fetchedKeys({ fetch: get, clock, log })
      : pinnedKey(config.snsSigningCertificate, clock);
  const signatures = signaturesOnThread(log);
  const window = (oldest: number): TimeWindow => ({ oldest, ahead: clockSkew });
  const receive = receiveSns({
    verifier: snsVerifier(policy.topics, keys, signatures, clock),
    subscriptions,
    intake,
    read: parts.readSns,
    windows: { sns: window(OVER_HTTP), sqs: window(IN_QUEUES) },
    clock,
    log,
    onFailure,
    counts,
  });
  const places = (urls: readonly string[]): readonly QueuePlace[] =>
    urls.map((url) => {
      const place = queuePlace(url);
      if (place === undefined) throw new Error(`${url} isn't the address of a queue of SQS`);
      return place;
    });
  const queues = places(policy.queues);
  const deadLetterQueues = places(policy.deadLetterQueues);
  const token = config.alertmanagerToken?.reveal();
  const readers: { stop(drain: number): Promise<void> }[] = [];

  return {
    routes: alarmRoutes({
      sns: (body) => receive(body, 'sns'),
      ...(token === undefined
        ? {}
        : {
            alertmanager: {
              token,
              receive: receiveAlertmanager({ intake, read: parts.readAlertmanager, log, onFailure, counts }),
            },
          }),
      log,
      onRefused: counts.refused,
      onFailure,
    }),
    start() {
      for (const queue of queues) {
        const { storeAtHand } = parts;
        const body = (text: string) => receive(text, 'sqs');
        readers.push(consumeQueue({ queue, sqs, receive: body, storeAtHand, log, random: Math.random }));
      }
      for (const queue of deadLetterQueues) {
        const onCount = counts.deadLetters;
        const watch = { queue, sqs, intake, clock, log, onFailure, onCount, every: watchEvery };
        readers.push(watchDeadLetters(watch));
      }
    },
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop(DRAIN)));
      await signatures.stop();
      sqs.destroy();
      subscriptions.destroy();
    },
  };
}
