import type { Xml } from '../../aws/query/xml.ts';
import { invalidParameter } from '../errors.ts';
import type { SubscriptionState } from '../world/topic.ts';
import type { SnsCall } from './sns-call.ts';
import { topicOf } from './topics.ts';

/** How long a token is good for (SNS API, Subscribe): two days. */
const TOKEN_MS = 2 * 86_400_000;

/** ConfirmSubscription: by its token, which also brings back what was ended. A second time it changes nothing. */
export function confirmSubscription(call: SnsCall): Xml {
  const { input, now } = call;
  const token = input.get('Token') ?? '';
  const subscription = topicOf(call).subscriptions.find(({ state }) => state.token === token);
  if (subscription === undefined || !isInTime(subscription.state, now())) throw invalidParameter('Token');
  subscription.state = { kind: 'confirmed', token };
  return { SubscriptionArn: subscription.arn };
}

const isInTime = (state: SubscriptionState, now: number): boolean =>
  state.kind === 'confirmed' || now - state.askedAt <= TOKEN_MS;
