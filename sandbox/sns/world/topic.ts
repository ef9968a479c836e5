import type { SignatureVersion } from '../signing/signed-message.ts';

/** How a subscription is reached. */
export type Protocol = 'http' | 'https' | 'sqs';

/**
 * How far a subscription is: who was asked hasn't said yes yet; it gets what is published; it was ended, and its token
 * would bring it back. Times are epoch milliseconds.
 */
export type SubscriptionState =
  | { readonly kind: 'pending'; readonly token: string; readonly askedAt: number }
  | { readonly kind: 'confirmed'; readonly token: string }
  | { readonly kind: 'ended'; readonly token: string; readonly askedAt: number };

/** A subscription to a topic. */
export interface Subscription {
  readonly arn: string;
  readonly topic: Topic;
  readonly protocol: Protocol;
  /** A URL, or a queue's ARN. */
  readonly endpoint: string;
  state: SubscriptionState;
  /** Whether it gets the bare message or SNS's JSON around it. */
  delivery: 'enveloped' | 'raw';
  /** The ARN of the queue that gets what can't be delivered. */
  deadLetters: string | undefined;
}

/** A standard topic. */
export interface Topic {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly subscriptions: Subscription[];
  signatureVersion: SignatureVersion;
}
