import type { EpochMs } from '../../clock.ts';
import type { Notice, OtherNotice, Told } from '../notice.ts';
import { type AlarmReport, LENGTHS } from '../report.ts';
import { readAlarmEvent } from './alarm-event.ts';
import { readAlarmMessage } from './alarm-message.ts';
import { readEcsEvent } from './ecs-event.ts';
import { plainShort, plainText } from './plain.ts';
import { parsedObject, textIn } from './raw.ts';

/** A message of an SNS topic whose signature has been checked (Amazon SNS Developer Guide, "HTTP/HTTPS notification JSON format"). */
export interface SnsMessage {
  /** The envelope's MessageId: the same across retries and subscriptions. */
  readonly id: string;
  readonly subject?: string | undefined;
  readonly message: string;
  /** When SNS took it: the envelope's Timestamp. */
  readonly timestamp: EpochMs;
  readonly topic: string;
  readonly via: 'sns' | 'sqs';
}

/**
 * What a message of an SNS topic tells: a CloudWatch alarm's change (its own message or EventBridge's), an event of ECS,
 * or something else, whose text is kept. A topic is believed of its own account alone: what it tells of another's alarms is
 * something else, since whoever may publish in one account isn't to ring in all. `shared` names topics, by their ARNs, and the
 * accounts besides of whose alarms they are believed. Never throws, whatever the text is; the same message gives the same
 * notice.
 */
export function readSns(message: SnsMessage, shared: SharedTopics = {}): Notice {
  const { id, via } = message;
  return { id: `sns/${id.slice(0, 290).toWellFormed()}`, via, what: toldIn(message, shared) };
}

function toldIn(message: SnsMessage, shared: SharedTopics): Told {
  const sent = message.timestamp;
  const body = parsedObject(message.message);
  if (body === undefined) return other(message, undefined);
  const alarm = readAlarmMessage(body, sent) ?? readAlarmEvent(body, sent);
  if (alarm) return isBelieved(message, alarm, shared) ? alarm : ofAnother(message, alarm);
  return readEcsEvent(body, sent) ?? other(message, textIn(body, 'detail-type'));
}

type SharedTopics = Readonly<Record<string, readonly string[]>>;

const isBelieved = (message: SnsMessage, { account }: AlarmReport, shared: SharedTopics): boolean =>
  account === topicAccount(message) ||
  (account !== undefined && shared[message.topic]?.includes(account) === true);

/** The account in a topic's ARN. */
const topicAccount = ({ topic }: SnsMessage): string | undefined => topic.split(':')[4];

const ofAnother = (message: SnsMessage, { account = 'nobody', name }: AlarmReport): OtherNotice => ({
  ...other(message, undefined),
  subject: plainShort(
    `An alarm of account ${account}, by a topic of account ${topicAccount(message)}: ${name}`,
  ),
});

function other({ subject, message, timestamp, topic }: SnsMessage, type: string | undefined): OtherNotice {
  const headline = plainShort(subject ?? type ?? '');
  return {
    kind: 'other',
    from: topic.slice(0, LENGTHS.short),
    ...(headline === '' ? {} : { subject: headline }),
    text: plainText(message),
    at: timestamp,
  };
}
