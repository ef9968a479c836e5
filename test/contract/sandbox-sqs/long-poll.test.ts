import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { type SqsScene, sqsScene } from './scene.ts';

let scene: SqsScene;
let QueueUrl: string | undefined;

beforeEach(async () => {
  scene = await sqsScene();
  ({ QueueUrl } = await scene.client.send(new CreateQueueCommand({ QueueName: 'alarms' })));
});
afterEach(() => scene.stop());

const poll = (seconds: number, more: { VisibilityTimeout?: number; abortSignal?: AbortSignal } = {}) => {
  const { abortSignal, ...input } = more;
  return scene.client.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: seconds, ...input }),
    abortSignal ? { abortSignal } : {},
  );
};
const send = (MessageBody: string) => scene.client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const polling = (polls = 1) =>
  waitFor(() => scene.sqs.queues.named('us-east-1', 'alarms').bell.listeners === polls, {
    what: `${polls} polls to wait`,
  });

describe('a long poll', () => {
  it('answers as soon as there is a message', async () => {
    const began = performance.now();
    const polled = poll(20);
    await polling();
    await send('one');
    expect((await polled).Messages).toMatchObject([{ Body: 'one' }]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('answers as soon as a message comes back', async () => {
    await send('one');
    await poll(0, { VisibilityTimeout: 1 });
    expect((await poll(20)).Messages).toMatchObject([{ Body: 'one' }]);
  });

  it('ends with nothing when its time is over', async () => {
    const began = performance.now();
    expect((await poll(1)).Messages).toBeUndefined();
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  });

  it('takes nothing any more once its caller is gone', async () => {
    const leaving = new AbortController();
    const left = poll(20, { abortSignal: leaving.signal });
    await polling();
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    await polling(0);
    const stays = poll(20);
    await polling();
    await send('one');
    expect((await stays).Messages).toMatchObject([{ Body: 'one' }]);
  });

  it('gives a message to one of those who wait', async () => {
    const polls = [poll(1), poll(1)];
    await polling(2);
    await send('one');
    const got = (await Promise.all(polls)).flatMap(({ Messages = [] }) => Messages);
    expect(got).toMatchObject([{ Body: 'one' }]);
  });

  it('is cut when SQS goes away', async () => {
    const cut = poll(20);
    await polling();
    scene.sqs.away(true);
    await expect(cut).rejects.toThrow();
  });
});
