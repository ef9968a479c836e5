import type { Xml } from '../../aws/query/xml.ts';
import { invalidParameter } from '../errors.ts';
import type { SnsCall } from './sns-call.ts';
import { topicOf } from './topics.ts';

/** SNS API, ListSubscriptionsByTopic: up to a hundred a page. */
const PAGE = 100;

/** ListSubscriptionsByTopic. One that hasn't confirmed yet is listed without its ARN. */
export function listSubscriptionsByTopic(call: SnsCall): Xml {
  const topic = topicOf(call);
  const from = Number(call.input.get('NextToken') ?? '0');
  if (!Number.isInteger(from) || from < 0) throw invalidParameter('NextToken');
  const all = topic.subscriptions.filter(({ state }) => state.kind !== 'ended');
  return {
    Subscriptions: all.slice(from, from + PAGE).map(({ arn, protocol, endpoint, state }) => ({
      SubscriptionArn: state.kind === 'confirmed' ? arn : 'PendingConfirmation',
      Owner: topic.account,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topic.arn,
    })),
    NextToken: from + PAGE < all.length ? String(from + PAGE) : undefined,
  };
}
