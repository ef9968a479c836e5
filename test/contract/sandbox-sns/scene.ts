import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  SNSClient,
  SubscribeCommand,
  type SubscribeCommandInput,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import { type SnsSandbox, startSnsSandbox } from '../../../sandbox/sns/sandbox.ts';
import { Queues } from '../../../sandbox/sqs/world/queues.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** The account of the topics. */
export const ACCOUNT = '111122223333';

const Envelope = z.record(z.string(), z.string());

/** An SNS that tries again after 5 ms, the SDK's client for it, and somebody who takes what it posts. */
export interface SnsScene {
  readonly sns: SnsSandbox;
  readonly queues: Queues;
  readonly client: SNSClient;
  readonly receiver: Receiver;
  /** The topic `alarms`. */
  readonly topicArn: string;
  /** Moves the clock on. */
  pass(seconds: number): void;
  /** The n-th request that arrived, once it has: its headers and its JSON. */
  arrival(
    n: number,
  ): Promise<{ headers: Receiver['arrived'][number]['headers']; json: Record<string, string> }>;
  /** Subscribes the receiver, and answers the subscription's ARN. It isn't confirmed. */
  subscribe(more?: Partial<SubscribeCommandInput>): Promise<string>;
  /** Subscribes the receiver and confirms, as a bot does. That is the first request that arrives. */
  confirmed(more?: Partial<SubscribeCommandInput>): Promise<string>;
  /** A queue that lets this topic send to it: its ARN. */
  queue(name: string): string;
  stop(): Promise<void>;
}

/** Starts it. */
export async function snsScene(): Promise<SnsScene> {
  let passed = 0;
  const now = () => Date.now() + passed;
  const queues = new Queues(ACCOUNT, now);
  const sns = await startSnsSandbox({ queues, pace: { pauseMs: 5, timeoutMs: 200 }, now });
  const receiver = await startReceiver();
  const client = new SNSClient({
    region: 'us-east-1',
    endpoint: sns.url,
    credentials: { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  });
  const { TopicArn: topicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'alarms' }));
  const arrival: SnsScene['arrival'] = async (n) => {
    const { headers, body } = await waitFor(() => receiver.arrived[n - 1], { what: `request ${n}` });
    return { headers, json: Envelope.parse(JSON.parse(body)) };
  };
  const subscribe: SnsScene['subscribe'] = async (more = {}) => {
    const subscribed = await client.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'http',
        Endpoint: receiver.url,
        ReturnSubscriptionArn: true,
        ...more,
      }),
    );
    return subscribed.SubscriptionArn ?? '';
  };
  return {
    sns,
    queues,
    client,
    receiver,
    topicArn,
    pass: (seconds) => {
      passed += seconds * 1000;
    },
    arrival,
    subscribe,
    async confirmed(more) {
      const arn = await subscribe(more);
      const Token = (await arrival(1)).json['Token'];
      await client.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token }));
      return arn;
    },
    queue: (name) =>
      queues.create('us-east-1', name, {
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: '*',
              Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
            },
          ],
        }),
      }).arn,
    async stop() {
      client.destroy();
      await sns.stop();
      await receiver.stop();
    },
  };
}
