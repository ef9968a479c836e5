import { randomBytes, randomUUID } from 'node:crypto';
import type { Xml } from '../../aws/query/xml.ts';
import { checkArn, invalidParameter } from '../errors.ts';
import type { Protocol, Subscription, Topic } from '../world/topic.ts';
import { attributesOf } from './attributes.ts';
import { confirmation } from './confirmation.ts';
import type { SnsCall, SnsWorld } from './sns-call.ts';
import { setSubscriptionAttribute } from './subscription-attributes.ts';
import { topicOf } from './topics.ts';

const isKnown = (protocol: string): protocol is Protocol => ['http', 'https', 'sqs'].includes(protocol);

/** A new token, as long as SNS's. */
export const newToken = (): string => randomBytes(128).toString('hex');

/** Who is to get what is published: a URL, or a queue's ARN. */
interface Subscriber {
  readonly protocol: string;
  readonly endpoint: string;
}

/**
 * Subscribe. A queue of the account is subscribed at once; a URL is asked first, each time that this is called until
 * it has confirmed. The ARN of one that hasn't is told only to who wants it.
 */
export function subscribe(call: SnsCall): Xml {
  const { input } = call;
  const subscriber = { protocol: input.get('Protocol') ?? '', endpoint: input.get('Endpoint') ?? '' };
  const { arn, state } = ask(call, topicOf(call), subscriber, attributesOf(input));
  const tells = state.kind === 'confirmed' || input.get('ReturnSubscriptionArn') === 'true';
  return { SubscriptionArn: tells ? arn : 'pending confirmation' };
}

/** The same by a topic's ARN, without attributes. Throws what SNS refuses. */
export function subscribeTo(world: SnsWorld, topicArn: string, subscriber: Subscriber): Subscription {
  checkArn('TopicArn', topicArn);
  return ask(world, world.topics.find(topicArn, topicArn.split(':')[3] ?? ''), subscriber, []);
}

function ask(
  { courier, now }: SnsWorld,
  topic: Topic,
  subscriber: Subscriber,
  attributes: Iterable<readonly [string, string]>,
): Subscription {
  const subscription = find(topic, subscriber) ?? make(topic, subscriber, attributes);
  if (subscription.state.kind === 'confirmed') return subscription;
  if (subscription.protocol === 'sqs') subscription.state = { kind: 'confirmed', token: newToken() };
  else {
    subscription.state = { kind: 'pending', token: newToken(), askedAt: now() };
    courier.send(subscription, confirmation('SubscriptionConfirmation', subscription, now()));
  }
  return subscription;
}

const find = (topic: Topic, subscriber: Subscriber): Subscription | undefined =>
  topic.subscriptions.find(
    ({ protocol, endpoint, state }) =>
      protocol === subscriber.protocol && endpoint === subscriber.endpoint && state.kind !== 'ended',
  );

function make(
  topic: Topic,
  { protocol, endpoint }: Subscriber,
  attributes: Iterable<readonly [string, string]>,
): Subscription {
  if (!isKnown(protocol))
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (protocol === 'sqs') {
    // Queues of other accounts would have to confirm; there are none here.
    if (!new RegExp(`^arn:aws:sqs:[a-z0-9-]+:${topic.account}:[\\w-]{1,80}$`).test(endpoint))
      throw invalidParameter('SQS endpoint ARN');
  } else if (!endpoint.startsWith(`${protocol}://`) || !URL.canParse(endpoint)) {
    throw invalidParameter('Endpoint must match the specified protocol');
  }
  const subscription: Subscription = {
    arn: `${topic.arn}:${randomUUID()}`,
    topic,
    protocol,
    endpoint,
    state: { kind: 'pending', token: newToken(), askedAt: 0 },
    delivery: 'enveloped',
    deadLetters: undefined,
  };
  for (const [name, value] of attributes) setSubscriptionAttribute(subscription, name, value);
  topic.subscriptions.push(subscription);
  return subscription;
}
