import { z } from 'zod';
import { jsonOf } from '../../aws/json-text.ts';
import type { Xml } from '../../aws/query/xml.ts';
import { checkArn, invalidParameter, subscriptionDoesNotExist } from '../errors.ts';
import type { Subscription } from '../world/topic.ts';
import type { SnsCall } from './sns-call.ts';

const Redrive = z.object({ deadLetterTargetArn: z.string().regex(/^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]+$/) });

/** The subscription that a call names, whether it is confirmed or not. Throws where there is none. */
export function subscriptionOf({ input, topics, region }: SnsCall): Subscription {
  const arn = input.get('SubscriptionArn') ?? '';
  checkArn('SubscriptionArn', arn);
  const found = topics
    .all()
    .filter((topic) => topic.region === region)
    .flatMap(({ subscriptions }) => subscriptions)
    .find((one) => one.arn === arn && one.state.kind !== 'ended');
  if (found === undefined) throw subscriptionDoesNotExist();
  return found;
}

/** SetSubscriptionAttributes. */
export function setSubscriptionAttributes(call: SnsCall): Xml {
  const { input } = call;
  setSubscriptionAttribute(
    subscriptionOf(call),
    input.get('AttributeName') ?? '',
    input.get('AttributeValue') ?? '',
  );
  return {};
}

/** Sets `RawMessageDelivery` or `RedrivePolicy`; others aren't known here. */
export function setSubscriptionAttribute(subscription: Subscription, name: string, value: string): void {
  switch (name) {
    case 'RawMessageDelivery':
      if (!/^(true|false)$/i.test(value))
        throw invalidParameter(
          `Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`,
        );
      subscription.delivery = value.toLowerCase() === 'true' ? 'raw' : 'enveloped';
      return;
    case 'RedrivePolicy': {
      const policy = Redrive.safeParse(jsonOf(value));
      if (!policy.success) throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
      subscription.deadLetters = policy.data.deadLetterTargetArn;
      return;
    }
    default:
      throw invalidParameter('AttributeName');
  }
}
