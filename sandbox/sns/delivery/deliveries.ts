import type { SignedFields } from '../signing/signed-message.ts';

/**
 * How a message fared. `dead-lettered`: the subscription's queue for that has it. `dropped`: nobody has it.
 */
export type Outcome = 'pending' | 'delivered' | 'dead-lettered' | 'dropped';

/** One message to one subscription. A message that is sent twice is there twice. */
export interface Delivery {
  readonly messageId: string;
  readonly type: SignedFields['Type'];
  attempts: number;
  outcome: Outcome;
  /** What the endpoint said last: a status, or why there was none; `sent` or `refused` of a queue. */
  lastReply: string;
}

const KEPT = 1_000;

/** What was sent to each subscription: the last thousand each. */
export class Deliveries {
  readonly #bySubscription = new Map<string, Delivery[]>();
  #dropped = 0;

  /** Begins one. */
  begin(subscriptionArn: string, { MessageId, Type }: SignedFields): Delivery {
    const delivery: Delivery = {
      messageId: MessageId,
      type: Type,
      attempts: 0,
      outcome: 'pending',
      lastReply: '',
    };
    const all = this.#bySubscription.get(subscriptionArn) ?? [];
    this.#bySubscription.set(subscriptionArn, [...all, delivery].slice(-KEPT));
    return delivery;
  }

  /** Ends one. */
  end(delivery: Delivery, outcome: Exclude<Outcome, 'pending'>): void {
    delivery.outcome = outcome;
    if (outcome === 'dropped') this.#dropped += 1;
  }

  /** Those of a subscription, the oldest first. */
  of(subscriptionArn: string): readonly Delivery[] {
    return this.#bySubscription.get(subscriptionArn) ?? [];
  }

  /** How many messages nobody has. */
  get dropped(): number {
    return this.#dropped;
  }
}
