import { randomUUID } from 'node:crypto';
import { snsHost } from '../signing/envelope.ts';
import type { ConfirmationFields } from '../signing/signed-message.ts';
import type { Subscription } from '../world/topic.ts';

/** What SNS asks of an endpoint that was subscribed, or tells one that no longer is. `at` in epoch milliseconds. */
export function confirmation(
  Type: ConfirmationFields['Type'],
  { arn, topic, state }: Subscription,
  at: number,
): ConfirmationFields {
  const Token = state.token;
  return {
    Type,
    MessageId: randomUUID(),
    Token,
    TopicArn: topic.arn,
    Message:
      Type === 'SubscriptionConfirmation'
        ? `You have chosen to subscribe to the topic ${topic.arn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`
        : `You have chosen to deactivate subscription ${arn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${snsHost(topic.region)}/?Action=ConfirmSubscription&TopicArn=${topic.arn}&Token=${Token}`,
    Timestamp: new Date(at).toISOString(),
  };
}
