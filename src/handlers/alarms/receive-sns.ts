import { type Notice, OtherNotice } from '../../domain/alarm/notice.ts';
import { LENGTHS } from '../../domain/alarm/report.ts';
import { type SnsEnvelope, topicPlace } from '../../domain/alarm/sns-envelope.ts';
import type { Clock, EpochMs } from '../../domain/clock.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault, type OnFailure } from '../../domain/fault/log-fault.ts';
import type { BelievedMessage, DoorCounts, DoorRefusal, Receipt } from '../../domain/ports/alarm-door.ts';
import type { AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { SnsSubscriptions, SnsVerifier, TimeWindow } from '../../domain/ports/sns-verifier.ts';

/** What receiving SNS's messages needs. */
export interface SnsParts {
  readonly verifier: SnsVerifier;
  readonly subscriptions: SnsSubscriptions;
  readonly intake: AlarmIntake;
  /** What a message says. */
  readonly read: (message: BelievedMessage) => Notice;
  /** How old a message may be, by the way it came. */
  readonly windows: Readonly<Record<BelievedMessage['via'], TimeWindow>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
  readonly counts: DoorCounts;
}

/** Takes one body of SNS in, whichever way it came. Never rejects; nothing of the body is logged. */
export type ReceiveSns = (body: string, via: BelievedMessage['via']) => Promise<Receipt>;

/** What is known of a message while it is stored. */
type Letter = Pick<BelievedMessage, 'id' | 'via' | 'timestamp'>;

const TAKEN: Receipt = { kind: 'taken' };

/**
 * Verifies, reads and stores. Answers `taken` only once all that the message says is stored. A message that is believed
 * is never dropped for want of understanding: what can't be read is shown as it is.
 */
export function receiveSns(parts: SnsParts): ReceiveSns {
  const { counts, log } = parts;

  const refuse = (
    via: string,
    why: DoorRefusal,
    until: 'forever' | 'now',
    fields: { readonly correlation?: string } = {},
  ): Receipt => {
    counts.refused(why);
    log.warn({ ...fields, via, why, until }, 'a message to an SNS endpoint was refused');
    return { kind: 'refused', why, until };
  };

  // Isn't given the message: in a storm hundreds wait here, and every collection of garbage copies what they hold.
  const store = async ({ id, via, timestamp }: Letter, notice: Notice): Promise<Receipt> => {
    try {
      const [outcome] = await parts.intake.take([notice]);
      counts.received(via, outcome === 'stored' ? 1 : 0, parts.clock.now() - timestamp);
      return TAKEN;
    } catch (error) {
      parts.onFailure("news of an alarm couldn't be stored", error, { correlation: id });
      return refuse(via, 'alarms-not-stored', 'now', { correlation: id });
    }
  };

  const readSafely = (message: BelievedMessage): Notice => {
    try {
      return parts.read(message);
    } catch (error) {
      parts.onFailure('a message of SNS could not be read', error, { correlation: message.id });
      return asItIs(message);
    }
  };

  const confirm = async (
    { TopicArn, Token, MessageId }: Exclude<SnsEnvelope, { Type: 'Notification' }>,
    via: string,
  ): Promise<Receipt> => {
    const confirmed = await parts.subscriptions.confirm(TopicArn, Token);
    if (confirmed.ok) {
      log.info({ topic: TopicArn, via, correlation: MessageId }, 'a subscription to a topic was confirmed');
      return TAKEN;
    }
    logFault(
      log,
      confirmed.fault,
      { topic: TopicArn, correlation: MessageId },
      "a subscription to a topic couldn't be confirmed",
    );
    const later = ruleFor(confirmed.fault).retry === 'later' || confirmed.fault.kind === 'denied';
    return refuse(via, 'sns-unconfirmed', later ? 'now' : 'forever', { correlation: MessageId });
  };

  return async (body, via) => {
    const verdict = await parts.verifier.verify(body, parts.windows[via]);
    if (verdict.kind === 'refused') return refuse(via, verdict.why, verdict.until);
    const { envelope, at } = verdict;
    const message = believed(envelope, at, via);
    switch (envelope.Type) {
      case 'Notification':
        return store({ id: message.id, via, timestamp: at }, readSafely(message));
      case 'SubscriptionConfirmation':
        return confirm(envelope, via);
      case 'UnsubscribeConfirmation':
        log.error(
          { topic: envelope.TopicArn, via, correlation: message.id },
          'the subscription to a topic was ended: no more alarms come from it this way',
        );
        return store({ id: message.id, via, timestamp: at }, ended(message));
    }
  };
}

const believed = (
  { MessageId, TopicArn, Message, ...envelope }: SnsEnvelope,
  timestamp: EpochMs,
  via: BelievedMessage['via'],
): BelievedMessage => ({
  id: MessageId,
  topic: TopicArn,
  message: Message,
  timestamp,
  via,
  ...(envelope.Type === 'Notification' && typeof envelope.Subject === 'string'
    ? { subject: envelope.Subject }
    : {}),
});

const other = (
  { id, via, timestamp }: BelievedMessage,
  subject: string | undefined,
  text: string,
  from?: string,
): Notice => ({
  id: `sns/${id}`,
  via,
  what: OtherNotice.parse({
    kind: 'other',
    ...(from === undefined ? {} : { from: from.slice(0, LENGTHS.short) }),
    ...(subject === undefined ? {} : { subject: subject.slice(0, LENGTHS.short) }),
    text: text.slice(0, LENGTHS.text),
    at: timestamp,
  }),
});

const asItIs = (message: BelievedMessage): Notice =>
  other(message, message.subject, message.message, message.topic);

function ended(message: BelievedMessage): Notice {
  const { account, region, name } = topicPlace(message.topic);
  const way = message.via === 'sns' ? 'HTTP' : 'the queue';
  return other(
    message,
    `The subscription of topic ${name} was ended`,
    `The subscription of topic ${name} (${account}, ${region}) by ${way} was ended: no more alarms come from it this way. Subscribe it again if nobody meant that.`,
  );
}
