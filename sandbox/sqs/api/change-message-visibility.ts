import { z } from 'zod';
import type { Answer } from '../../ecs/api/operation.ts';
import { invalidParameterValue } from '../errors.ts';
import { read } from './read.ts';
import type { SqsCall } from './sqs-call.ts';

const Input = z.strictObject({
  QueueUrl: z.string(),
  ReceiptHandle: z.string(),
  VisibilityTimeout: z.number(),
});

/** ChangeMessageVisibility: 0 gives a message back at once. */
export function changeMessageVisibility({ input, region, queues }: SqsCall): Answer {
  const { QueueUrl, ReceiptHandle, VisibilityTimeout } = read(Input, input);
  const queue = queues.at(region, QueueUrl);
  if (VisibilityTimeout < 0 || VisibilityTimeout > 43_200)
    throw invalidParameterValue(
      VisibilityTimeout,
      'VisibilityTimeout',
      'Must be between 0 and 43200, if provided.',
    );
  queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
  return {};
}
