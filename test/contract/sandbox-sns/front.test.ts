import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessKeyOf } from '../../../sandbox/aws/access-key.ts';
import { type AwsSandbox, startAws } from '../../../sandbox/aws/sandbox.ts';
import { registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';

let aws: AwsSandbox;
let sns: SNSClient;
let sqs: SQSClient;

const { account, region } = registry;
const queueArn = `arn:aws:sqs:${region}:${account}:alarms`;
const Policy = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' },
});

beforeEach(async () => {
  aws = await startAws({ services: [registry], channelStacks: new Map() }, {});
  const options = {
    region,
    endpoint: aws.url,
    credentials: { accessKeyId: accessKeyOf(account), secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  };
  sns = new SNSClient(options);
  sqs = new SQSClient(options);
});
afterEach(async () => {
  sns.destroy();
  sqs.destroy();
  await aws.stop();
});

describe('the SNS and the SQS of an account, behind one endpoint', () => {
  it('bring what is published inside AWS to who polls a queue', async () => {
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'alarms' }));
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'alarms', Attributes: { Policy } }),
    );
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }));
    const polled = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    aws.accounts.get(account)?.sns.publish(TopicArn, { message: 'it burns' });
    const { Messages = [] } = await polled;
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({ TopicArn, Message: 'it burns' });
  });

  it('let go of a poll when its caller leaves', async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'alarms' }));
    const leaving = new AbortController();
    const polled = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: leaving.signal,
    });
    const queues = aws.accounts.get(account)?.sqs.queues;
    await waitFor(() => queues?.find(queueArn)?.bell.listeners === 1, { what: 'the poll to wait' });
    leaving.abort();
    await expect(polled).rejects.toMatchObject({ name: 'AbortError' });
    await waitFor(() => queues?.find(queueArn)?.bell.listeners === 0, { what: 'the poll to end' });
  });
});
