import { randomUUID } from 'node:crypto';
import type { Xml } from '../../aws/query/xml.ts';
import { checkArn, invalidParameter } from '../errors.ts';
import type { NotificationFields } from '../signing/signed-message.ts';
import type { Topic } from '../world/topic.ts';
import type { SnsCall, SnsWorld } from './sns-call.ts';
import { topicOf } from './topics.ts';

/** What is published. */
export interface Publication {
  readonly subject?: string;
  readonly message: string;
}

/** SNS API, Publish: 256 KiB, and up to a hundred characters without line breaks or control characters. */
const LONGEST = 262_144;
const SUBJECT = /^\P{Cc}{1,100}$/u;

/** Publishes to a topic by its ARN, as a service inside AWS does. Answers the message's id; throws what SNS refuses. */
export function publishTo(world: SnsWorld, topicArn: string, publication: Publication): string {
  checkArn('TopicArn', topicArn);
  return send(world, world.topics.find(topicArn, topicArn.split(':')[3] ?? ''), publication);
}

/** Publish: without attributes of the message, and one text for all protocols. */
export function publish(call: SnsCall): Xml {
  const { input } = call;
  const unknown = [...input.keys()].find((name) => /^(MessageAttributes|MessageStructure)/.test(name));
  if (unknown !== undefined) throw invalidParameter(`${unknown} is unknown to the sandbox`);
  const subject = input.get('Subject');
  const publication = { message: input.get('Message') ?? '', ...(subject === null ? {} : { subject }) };
  return { MessageId: send(call, topicOf(call), publication) };
}

function send({ courier, now }: SnsWorld, topic: Topic, { subject, message }: Publication): string {
  if (subject !== undefined && !SUBJECT.test(subject)) throw invalidParameter('Subject');
  if (message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(message) > LONGEST) throw invalidParameter('Message too long');
  const fields: NotificationFields = {
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: topic.arn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: message,
    Timestamp: new Date(now()).toISOString(),
  };
  for (const subscription of topic.subscriptions.filter(({ state }) => state.kind === 'confirmed'))
    courier.send(subscription, fields);
  return fields.MessageId;
}
