import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, type SqsScene, sqsScene } from './scene.ts';

let scene: SqsScene;
let QueueUrl: string | undefined;

beforeEach(async () => {
  scene = await sqsScene();
  QueueUrl = await queue('alarms', {});
});
afterEach(() => scene.stop());

const queue = async (QueueName: string, Attributes: Record<string, string>) =>
  (await scene.client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl;

const send = (MessageBody: string) => scene.client.send(new SendMessageCommand({ QueueUrl, MessageBody }));

const receive = async (more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> =>
  (
    await scene.client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        ...more,
      }),
    )
  ).Messages ?? [];

const only = async (): Promise<Message> => {
  const [message, ...others] = await receive();
  if (message === undefined || others.length > 0) throw new Error('not one message');
  return message;
};

const remove = (ReceiptHandle: string | undefined) =>
  scene.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

const counts = async (url = QueueUrl) =>
  (
    await scene.client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    )
  ).Attributes;

const holds = (visible: number, inFlight: number) => ({
  ApproximateNumberOfMessages: String(visible),
  ApproximateNumberOfMessagesNotVisible: String(inFlight),
});

describe('a message', () => {
  it('is received with its body as it was sent, whatever is in it, and counted', async () => {
    await send('{"AlarmName":"zu viele Fehler 🔥"}');
    expect(await counts()).toEqual(holds(1, 0));
    expect(await only()).toMatchObject({
      Body: '{"AlarmName":"zu viele Fehler 🔥"}',
      Attributes: { ApproximateReceiveCount: '1' },
    });
    expect(await counts()).toEqual(holds(0, 1));
  });

  it('is hidden while somebody has it, and comes back when its time is over', async () => {
    await send('one');
    const first = await only();
    expect(await receive()).toEqual([]);
    scene.pass(29);
    expect(await receive()).toEqual([]);
    scene.pass(1);
    const again = await only();
    expect(again).toMatchObject({ MessageId: first.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
    expect(again.ReceiptHandle).not.toBe(first.ReceiptHandle);
  });

  it('is hidden for as long as its receiver says', async () => {
    await send('one');
    await receive({ VisibilityTimeout: 5 });
    scene.pass(5);
    expect(await receive()).toHaveLength(1);
  });

  it('is gone once it is deleted, and deleting it again does nothing', async () => {
    await send('one');
    const { ReceiptHandle } = await only();
    await remove(ReceiptHandle);
    await remove(ReceiptHandle);
    scene.pass(60);
    expect(await receive()).toEqual([]);
    expect(await counts()).toEqual(holds(0, 0));
  });

  it("isn't deleted by who had it before somebody else has it", async () => {
    await send('one');
    const { ReceiptHandle } = await only();
    scene.pass(30);
    await only();
    await remove(ReceiptHandle);
    scene.pass(30);
    expect(await receive()).toHaveLength(1);
  });

  it('is given back at once, or kept for longer', async () => {
    await send('one');
    const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      scene.client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    await change((await only()).ReceiptHandle, 0);
    const { ReceiptHandle } = await only();
    await change(ReceiptHandle, 100);
    scene.pass(99);
    expect(await receive()).toEqual([]);
    scene.pass(1);
    await expect(change(ReceiptHandle, 10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    await remove((await only()).ReceiptHandle);
    await expect(change(ReceiptHandle, 10)).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
  });

  it('is forgotten after four days', async () => {
    await send('one');
    scene.pass(4 * 86_400);
    expect(await receive()).toEqual([]);
  });
});

describe('up to ten messages', () => {
  it('are received in one call, and deleted in one', async () => {
    for (let n = 1; n <= 12; n += 1) await send(`message ${n}`);
    const ten = await receive({ MaxNumberOfMessages: 10 });
    expect(ten).toHaveLength(10);
    const Entries = ten.map(({ ReceiptHandle }, n) => ({ Id: `m${n}`, ReceiptHandle }));
    const done = await scene.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(done.Successful).toHaveLength(10);
    expect(done.Failed).toBeUndefined();
    expect(await counts()).toEqual(holds(2, 0));
  });

  it('are deleted each for itself', async () => {
    await send('one');
    const { ReceiptHandle } = await only();
    const Entries = [
      { Id: 'good', ReceiptHandle },
      { Id: 'bad', ReceiptHandle: 'nonsense' },
    ];
    expect(await scene.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))).toMatchObject({
      Successful: [{ Id: 'good' }],
      Failed: [{ Id: 'bad', Code: 'ReceiptHandleIsInvalid', SenderFault: true }],
    });
  });

  it.each([
    [[], 'EmptyBatchRequest'],
    [
      Array.from({ length: 11 }, (_, n) => ({ Id: `m${n}`, ReceiptHandle: 'x' })),
      'TooManyEntriesInBatchRequest',
    ],
    [['a', 'a'].map((Id) => ({ Id, ReceiptHandle: 'x' })), 'BatchEntryIdsNotDistinct'],
    [[{ Id: 'a b', ReceiptHandle: 'x' }], 'InvalidBatchEntryId'],
  ])('are refused as a batch that SQS refuses: %#', async (Entries, name) => {
    await expect(
      scene.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })),
    ).rejects.toMatchObject({ name });
  });
});

describe('a message that nobody gets done', () => {
  it('goes to the dead-letter queue when it was received as often as it may be', async () => {
    const dead = await queue('dead', {});
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:dead`,
      maxReceiveCount: 2,
    });
    QueueUrl = await queue('watched', { RedrivePolicy });
    const { MessageId } = await send('poison');
    for (let time = 0; time < 2; time += 1) {
      await only();
      scene.pass(30);
    }
    expect(await counts(dead)).toEqual(holds(0, 0));
    expect(await receive()).toEqual([]);
    expect(await counts()).toEqual(holds(0, 0));
    QueueUrl = dead;
    expect(await only()).toMatchObject({ MessageId, Body: 'poison' });
  });
});

describe('what SQS refuses', () => {
  it.each<[string, () => Promise<unknown>, object]>([
    ['no message', () => send(''), { Code: 'MissingParameter' }],
    [
      'a message over the limit of 1 MiB',
      () => send('x'.repeat(1_048_577)),
      {
        Code: 'InvalidParameterValue',
        message: 'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
      },
    ],
    ['characters that XML has not', () => send('a\u0000b'), { name: 'InvalidMessageContents' }],
    [
      'eleven messages at once',
      () => receive({ MaxNumberOfMessages: 11 }),
      {
        Code: 'InvalidParameterValue',
        message:
          'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
      },
    ],
    [
      'a wait of more than 20 seconds',
      () => receive({ WaitTimeSeconds: 21 }),
      {
        Code: 'InvalidParameterValue',
        message:
          'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      },
    ],
    ['a time-out of more than twelve hours', () => receive({ VisibilityTimeout: 43_201 }), {}],
    ['a receipt handle that is none', () => remove('nonsense'), { name: 'ReceiptHandleIsInvalid' }],
  ])('%s', async (_, call, error) => {
    await expect(call()).rejects.toMatchObject({ $fault: 'client', ...error });
  });

  it('takes 1 MiB to the byte, or as much as a queue was made for', async () => {
    await send('ä'.repeat(524_288));
    QueueUrl = await queue('small', { MaximumMessageSize: '1024' });
    await send('x'.repeat(1024));
    await expect(send('x'.repeat(1025))).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
  });
});
