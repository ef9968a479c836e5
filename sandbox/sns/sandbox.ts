import type { Answering } from '../aws/answering.ts';
import { QueryError } from '../aws/query/error.ts';
import { startQuerySandbox } from '../aws/query/sandbox.ts';
import type { Xml } from '../aws/query/xml.ts';
import type { Queues } from '../sqs/world/queues.ts';
import { confirmSubscription } from './api/confirm-subscription.ts';
import { listSubscriptionsByTopic } from './api/list-subscriptions-by-topic.ts';
import { type Publication, publish, publishTo } from './api/publish.ts';
import type { SnsCall, SnsWorld } from './api/sns-call.ts';
import { subscribe, subscribeTo } from './api/subscribe.ts';
import { setSubscriptionAttributes } from './api/subscription-attributes.ts';
import { createTopic, setTopicAttributes } from './api/topics.ts';
import { unsubscribe } from './api/unsubscribe.ts';
import { Courier, type DeliveryPace, SNS_PACE } from './delivery/courier.ts';
import type { Delivery } from './delivery/deliveries.ts';
import type { DeliveryTroubles } from './delivery/troubles.ts';
import { sharedSigner } from './signing/signer.ts';
import type { Protocol, Subscription } from './world/topic.ts';
import { Topics } from './world/topics.ts';

/** A running SNS of one account: standard topics. */
export interface SnsSandbox extends Answering {
  readonly topics: Topics;
  /**
   * The certificate that its messages are signed with, in PEM. Messages name an address of AWS for it, where it isn't:
   * who checks them is given this one.
   */
  certificate(): Promise<string>;
  /** Publishes as a service inside AWS does. Answers the message's id; throws the QueryError that SNS refuses with. */
  publish(topicArn: string, publication: Publication): string;
  /**
   * Subscribes a URL or a queue's ARN to a topic, as an administrator does. A URL is asked first: it is confirmed once its
   * `state` says so.
   */
  subscribe(topicArn: string, protocol: Protocol, endpoint: string): Subscription;
  /** What was sent to a subscription, the oldest first: the last thousand. */
  deliveries(subscriptionArn: string): readonly Delivery[];
  /** How many messages were given up and went to no dead-letter queue. */
  dropped(): number;
  readonly troubles: DeliveryTroubles;
}

/** What an SNS needs. */
export interface SnsOptions {
  /** Of the same account: subscribed queues, and those for dead letters. */
  readonly queues: Queues;
  /** The real one's unless told. */
  readonly pace?: Partial<DeliveryPace>;
  readonly now?: () => number;
}

const OPERATIONS: Readonly<Record<string, (call: SnsCall) => Xml>> = {
  CreateTopic: createTopic,
  SetTopicAttributes: setTopicAttributes,
  Subscribe: subscribe,
  ConfirmSubscription: confirmSubscription,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  Unsubscribe: unsubscribe,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  Publish: publish,
};

/** Starts an SNS on 127.0.0.1 that really posts, really signs, and really gives up. */
export async function startSnsSandbox({ queues, pace, now = Date.now }: SnsOptions): Promise<SnsSandbox> {
  const courier = new Courier({ queues, signer: sharedSigner, pace: { ...SNS_PACE, ...pace } });
  const topics = new Topics(queues.account);
  const world: SnsWorld = { topics, courier, now };
  const sandbox = await startQuerySandbox(
    {
      service: {
        signing: 'sns',
        iam: 'SNS',
        // SNS API, "Errors" of each action.
        denial: 'AuthorizationError',
        namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
      },
      account: queues.account,
      perform: ({ action, region, input }) => {
        const operation = OPERATIONS[action];
        if (operation === undefined)
          throw new QueryError('InvalidAction', `Could not find operation ${action} here.`);
        return operation({ ...world, region, input });
      },
    },
    now,
  );
  return {
    ...sandbox,
    topics,
    certificate: async () => (await sharedSigner()).certificate,
    publish: (topicArn, publication) => publishTo(world, topicArn, publication),
    subscribe: (topicArn, protocol, endpoint) => subscribeTo(world, topicArn, { protocol, endpoint }),
    deliveries: (subscriptionArn) => courier.deliveries.of(subscriptionArn),
    dropped: () => courier.deliveries.dropped,
    troubles: courier.troubles,
    async stop() {
      await courier.stop();
      await sandbox.stop();
    },
  };
}
