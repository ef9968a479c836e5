import type { Xml } from '../../aws/query/xml.ts';
import { invalidParameter } from '../errors.ts';
import { confirmation } from './confirmation.ts';
import type { SnsCall } from './sns-call.ts';
import { newToken } from './subscribe.ts';
import { subscriptionOf } from './subscription-attributes.ts';

/** Unsubscribe. The endpoint is told, with a token that would bring the subscription back. */
export function unsubscribe(call: SnsCall): Xml {
  const subscription = subscriptionOf(call);
  if (subscription.state.kind === 'pending')
    throw invalidParameter(
      'SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation',
    );
  const at = call.now();
  subscription.state = { kind: 'ended', token: newToken(), askedAt: at };
  if (subscription.protocol !== 'sqs')
    call.courier.send(subscription, confirmation('UnsubscribeConfirmation', subscription, at));
  return {};
}
