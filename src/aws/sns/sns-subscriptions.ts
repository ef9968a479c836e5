import { ConfirmSubscriptionCommand, SNSClient } from '@aws-sdk/client-sns';
import { topicPlace } from '../../domain/alarm/sns-envelope.ts';
import type { SnsSubscriptions } from '../../domain/ports/sns-verifier.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/**
 * Subscriptions on the AWS SDK, in the topic's own region and account: as `roleOf(account)`, or where that is undefined as
 * the process itself. Permission: sns:ConfirmSubscription on the topic. Once confirmed, only who has permissions in AWS can
 * end the subscription: the link in every message can't (SNS API, ConfirmSubscription, AuthenticateOnUnsubscribe).
 */
export const snsSubscriptions = (
  roleOf: (account: string) => string | undefined,
  options: ClientOptions = {},
): SnsSubscriptions & { destroy(): void } => {
  const clients = keptClients((settings) => new SNSClient(settings), options);
  return {
    destroy: clients.destroy,
    confirm(topicArn, token) {
      const { region, account, name } = topicPlace(topicArn);
      return ask(
        { call: 'sns:ConfirmSubscription', what: `topic ${name} of ${account} in ${region}` },
        () =>
          clients.of('read', { account, region, role: roleOf(account) }).send(
            new ConfirmSubscriptionCommand({
              TopicArn: topicArn,
              Token: token,
              AuthenticateOnUnsubscribe: 'true',
            }),
          ),
        () => ok(undefined),
      );
    },
  };
};
