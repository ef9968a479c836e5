import { z } from 'zod';
import type { Answer } from '../../ecs/api/operation.ts';
import { invalidParameterValue } from '../errors.ts';
import type { Queue, Received } from '../world/queue.ts';
import { read } from './read.ts';
import { md5Of } from './send-message.ts';
import type { SqsCall } from './sqs-call.ts';

const names = z.array(z.string()).default([]);

const Input = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.number().default(1),
  WaitTimeSeconds: z.number().optional(),
  VisibilityTimeout: z.number().optional(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
});

/** A checked ReceiveMessage: it can be tried as often as its time lets it. */
export interface Receiving {
  readonly queue: Queue;
  readonly waitMs: number;
  /** What there is now; undefined where there is nothing. */
  try(): Answer | undefined;
}

/** ReceiveMessage. Throws what SQS refuses. */
export function receiving({ input, region, queues }: SqsCall): Receiving {
  const asked = read(Input, input);
  const queue = queues.at(region, asked.QueueUrl);
  const {
    MaxNumberOfMessages: most,
    WaitTimeSeconds: wait = queue.number('ReceiveMessageWaitTimeSeconds'),
    VisibilityTimeout: timeout = queue.number('VisibilityTimeout'),
  } = asked;
  if (most < 1 || most > 10)
    throw invalidParameterValue(most, 'MaxNumberOfMessages', 'Must be between 1 and 10, if provided.');
  if (wait < 0 || wait > 20)
    throw invalidParameterValue(wait, 'WaitTimeSeconds', 'Must be >= 0 and <= 20, if provided.');
  if (timeout < 0 || timeout > 43_200)
    throw invalidParameterValue(timeout, 'VisibilityTimeout', 'Must be between 0 and 43200, if provided.');
  const wanted = [...asked.AttributeNames, ...asked.MessageSystemAttributeNames];
  return {
    queue,
    waitMs: wait * 1000,
    try() {
      const received = queue.receive(most, timeout);
      return received.length === 0 ? undefined : { Messages: received.map((one) => messageOf(one, wanted)) };
    },
  };
}

const messageOf = (received: Received, wanted: readonly string[]): Answer => {
  const all = {
    ApproximateReceiveCount: String(received.receives),
    ApproximateFirstReceiveTimestamp: String(received.firstReceivedAt),
    SentTimestamp: String(received.sentAt),
  };
  const asked = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name));
  return {
    MessageId: received.id,
    ReceiptHandle: received.receipt,
    MD5OfBody: md5Of(received.body),
    Body: received.body,
    ...(asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) }),
  };
};
