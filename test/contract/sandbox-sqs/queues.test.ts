import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACCOUNT, type SqsScene, sqsScene } from './scene.ts';

let scene: SqsScene;
beforeEach(async () => {
  scene = await sqsScene();
});
afterEach(() => scene.stop());

const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
  scene.client.send(new CreateQueueCommand({ QueueName, Attributes }));

describe('a queue', () => {
  it('is named by an address of this SQS, however often it is created', async () => {
    const { QueueUrl } = await create('alarms');
    expect(QueueUrl).toBe(`${scene.sqs.url}/${ACCOUNT}/alarms`);
    expect((await create('alarms')).QueueUrl).toBe(QueueUrl);
    const found = await scene.client.send(new GetQueueUrlCommand({ QueueName: 'alarms' }));
    expect(found.QueueUrl).toBe(QueueUrl);
  });

  it('has the attributes that the real one begins with', async () => {
    const { QueueUrl } = await create('alarms');
    const { Attributes } = await scene.client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:alarms`,
      VisibilityTimeout: '30',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      ReceiveMessageWaitTimeSeconds: '0',
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    expect(Attributes).not.toHaveProperty('RedrivePolicy');
  });

  it('keeps what is set on it, and tells only what is asked for', async () => {
    const { QueueUrl } = await create('alarms');
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:alarms`,
      maxReceiveCount: 5,
    });
    const Attributes = { VisibilityTimeout: '90', RedrivePolicy };
    await scene.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const told = await scene.client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'] }),
    );
    expect(told.Attributes).toEqual(Attributes);
  });

  it('is of one region', async () => {
    await create('alarms');
    await expect(
      scene.clientIn('eu-west-1').send(new GetQueueUrlCommand({ QueueName: 'alarms' })),
    ).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('that is not there is told with the code of both protocols', async () => {
    const QueueUrl = `${scene.sqs.url}/${ACCOUNT}/none`;
    await expect(scene.client.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
      Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
    });
  });

  const dead = (deadLetterTargetArn: string, maxReceiveCount: number) => ({
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
  });
  it.each<[string, string, Record<string, string>, object]>([
    ['a name with a dot', 'alarms.x', {}, { Code: 'InvalidParameterValue' }],
    ['an unknown attribute', 'new', { Colour: 'red' }, { name: 'InvalidAttributeName' }],
    [
      'a time-out over twelve hours',
      'new',
      { VisibilityTimeout: '43201' },
      { name: 'InvalidAttributeValue' },
    ],
    ['more than 1 MiB', 'new', { MaximumMessageSize: '1048577' }, { name: 'InvalidAttributeValue' }],
    [
      'another value than the queue of that name has',
      'there',
      { VisibilityTimeout: '31' },
      {
        name: 'QueueNameExists',
        message:
          'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
      },
    ],
    ['dead letters to nowhere', 'new', dead('dummy', 3), { Code: 'InvalidParameterValue' }],
    [
      'dead letters to a queue that is not there',
      'new',
      dead(`arn:aws:sqs:us-east-1:${ACCOUNT}:none`, 3),
      { message: expect.stringContaining('Dead letter target does not exist.') },
    ],
    [
      'a redrive after no receive at all',
      'new',
      dead(`arn:aws:sqs:us-east-1:${ACCOUNT}:there`, 0),
      { message: expect.stringContaining('Invalid value for maxReceiveCount: 0') },
    ],
  ])('is not made with %s', async (_, name, attributes, error) => {
    await create('there');
    await expect(create(name, attributes)).rejects.toMatchObject(error);
  });
});

describe('the faults of SQS', () => {
  it.each([
    [{ kind: 'throttle' }, { name: 'ThrottlingException' }],
    [{ kind: 'deny' }, { message: expect.stringContaining('not authorized to perform: sqs:CreateQueue') }],
    [{ kind: 'status', status: 503, when: 'before' }, { $fault: 'server' }],
    [{ kind: 'reset', when: 'after' }, { code: 'ECONNRESET' }],
  ] as const)('%j', async (fault, error) => {
    scene.sqs.faults.next('CreateQueue', fault);
    await expect(create('alarms')).rejects.toMatchObject(error);
  });
});

describe('a client that was told no endpoint', () => {
  const withEnvironment = async (more: { useQueueUrlAsEndpoint?: boolean }) => {
    const { QueueUrl } = await create('alarms');
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
    const warnings: string[] = [];
    const logger = { ...console, warn: (text: string) => warnings.push(text) };
    const client = new SQSClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' },
      maxAttempts: 1,
      logger: { ...logger, trace() {}, debug() {}, info() {}, error() {} },
      ...more,
    });
    const sent = client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    return { sent, warnings, stop: () => client.destroy() };
  };
  afterEach(() => vi.unstubAllEnvs());

  it("sends to the queue's own address and warns of it, whatever the environment says", async () => {
    const { sent, warnings, stop } = await withEnvironment({});
    await sent;
    expect(warnings).toEqual([expect.stringContaining('using QueueUrl host as endpoint')]);
    stop();
  });

  it('sends where the environment says when useQueueUrlAsEndpoint is false', async () => {
    const { sent, warnings, stop } = await withEnvironment({ useQueueUrlAsEndpoint: false });
    await expect(sent).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(warnings).toEqual([]);
    stop();
  });
});
