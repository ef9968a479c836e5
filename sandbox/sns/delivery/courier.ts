import { setTimeout as pause } from 'node:timers/promises';
import type { Queues } from '../../sqs/world/queues.ts';
import { envelope } from '../signing/envelope.ts';
import type { SignedFields } from '../signing/signed-message.ts';
import type { SnsSigner } from '../signing/signer.ts';
import type { Subscription } from '../world/topic.ts';
import { Deliveries, type Delivery } from './deliveries.ts';
import { type Post, post, type Reply } from './post.ts';
import { type DeliveryTroubles, troubles } from './troubles.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** How long SNS waits for an answer, and how often it tries again after what pause. */
export interface DeliveryPace {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly pauseMs: number;
}

/** As the real one does unless it is told otherwise (SNS Developer Guide, "Amazon SNS message delivery retries"). */
export const SNS_PACE: DeliveryPace = { timeoutMs: 15_000, retries: 3, pauseMs: 20_000 };

/** What a courier works with. */
export interface CourierParts {
  readonly queues: Queues;
  readonly signer: () => Promise<SnsSigner>;
  readonly pace: DeliveryPace;
}

/** Carries messages to subscriptions. */
export class Courier {
  readonly deliveries = new Deliveries();
  readonly troubles: DeliveryTroubles;
  readonly #troubles = troubles();
  readonly #parts: CourierParts;
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.troubles = this.#troubles;
  }

  /** Sends a message on its way, and answers at once. */
  send(subscription: Subscription, fields: SignedFields): void {
    this.#troubles.send(() => {
      const way = this.#carry(subscription, fields).catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) console.error('The sns sandbox failed:', error);
      });
      this.#underWay.add(way);
      way.finally(() => this.#underWay.delete(way)).catch(() => undefined);
    });
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  async #carry(subscription: Subscription, fields: SignedFields): Promise<void> {
    const { arn: subscriptionArn, topic } = subscription;
    const sealed = envelope(fields, {
      signer: await this.#parts.signer(),
      version: topic.signatureVersion,
      region: topic.region,
      subscriptionArn,
    });
    const body = subscription.delivery === 'raw' && fields.Type === 'Notification' ? fields.Message : sealed;
    for (let time = 0; time < this.#troubles.times(); time += 1) {
      const delivery = this.deliveries.begin(subscriptionArn, fields);
      const verdict = await this.#deliver(subscription, fields, body, delivery);
      this.deliveries.end(
        delivery,
        verdict === 'delivered' ? 'delivered' : this.#giveUp(subscription, fields, body),
      );
    }
  }

  /** Tries until there is an end. `again`: as often as it may. */
  async #deliver(
    subscription: Subscription,
    fields: SignedFields,
    body: string,
    delivery: Delivery,
  ): Promise<Verdict> {
    const { retries, pauseMs } = this.#parts.pace;
    for (;;) {
      delivery.attempts += 1;
      const verdict = await this.#attempt(subscription, fields, body, delivery);
      if (verdict !== 'again' || delivery.attempts > retries) return verdict;
      await pause(pauseMs, undefined, { signal: this.#stopping.signal });
    }
  }

  async #attempt(
    subscription: Subscription,
    fields: SignedFields,
    body: string,
    delivery: Delivery,
  ): Promise<Verdict> {
    const { protocol, endpoint, topic } = subscription;
    if (protocol === 'sqs') {
      const reply = this.#parts.queues.sendFromTopic(endpoint, topic.arn, body);
      delivery.lastReply = reply;
      return reply === 'sent' ? 'delivered' : 'refused';
    }
    const reply = await post(this.#postOf(subscription, fields, body));
    this.#stopping.signal.throwIfAborted();
    delivery.lastReply = inWords(reply);
    return verdictOn(reply);
  }

  #postOf(subscription: Subscription, { Type, MessageId, TopicArn }: SignedFields, body: string): Post {
    return {
      url: subscription.endpoint,
      headers: {
        'x-amz-sns-message-type': Type,
        'x-amz-sns-message-id': MessageId,
        'x-amz-sns-topic-arn': TopicArn,
        // Who is only asked has no ARN yet (SNS Developer Guide, "HTTP/HTTPS headers").
        ...(Type === 'SubscriptionConfirmation' ? {} : { 'x-amz-sns-subscription-arn': subscription.arn }),
        ...(subscription.delivery === 'raw' && Type === 'Notification'
          ? { 'x-amz-sns-rawdelivery': 'true' }
          : {}),
      },
      body,
      timeoutMs: this.#parts.pace.timeoutMs,
      signal: this.#stopping.signal,
    };
  }

  #giveUp({ deadLetters, topic }: Subscription, { Type }: SignedFields, body: string) {
    if (Type !== 'Notification' || deadLetters === undefined) return 'dropped';
    return this.#parts.queues.sendFromTopic(deadLetters, topic.arn, body) === 'sent'
      ? 'dead-lettered'
      : 'dropped';
  }
}

const inWords = (reply: Reply): string => (reply.kind === 'answered' ? String(reply.status) : reply.why);
