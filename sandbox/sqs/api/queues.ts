import { z } from 'zod';
import type { Answer } from '../../ecs/api/operation.ts';
import { invalidAttributeName } from '../errors.ts';
import type { Queue } from '../world/queue.ts';
import { read } from './read.ts';
import type { SqsCall } from './sqs-call.ts';

const attributes = z.record(z.string(), z.string());

/** CreateQueue. */
export function createQueue({ input, region, queues, urlOf }: SqsCall): Answer {
  const { QueueName, Attributes = {} } = read(
    z.strictObject({ QueueName: z.string(), Attributes: attributes.optional() }),
    input,
  );
  return { QueueUrl: urlOf(queues.create(region, QueueName, Attributes)) };
}

/** GetQueueUrl. */
export function getQueueUrl({ input, region, queues, urlOf }: SqsCall): Answer {
  const { QueueName } = read(z.object({ QueueName: z.string() }), input);
  return { QueueUrl: urlOf(queues.named(region, QueueName)) };
}

/** GetQueueAttributes: those that are asked for by name, or `All`. */
export function getQueueAttributes({ input, region, queues }: SqsCall): Answer {
  const { QueueUrl, AttributeNames = [] } = read(
    z.object({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).optional() }),
    input,
  );
  const all = attributesOf(queues.at(region, QueueUrl));
  const unknown = AttributeNames.find((name) => name !== 'All' && !KNOWN.has(name));
  if (unknown !== undefined) throw invalidAttributeName(unknown);
  const asked = Object.entries(all).filter(
    ([name]) => AttributeNames.includes('All') || AttributeNames.includes(name),
  );
  return asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) };
}

/** SetQueueAttributes. */
export function setQueueAttributes({ input, region, queues }: SqsCall): Answer {
  const { QueueUrl, Attributes } = read(
    z.strictObject({ QueueUrl: z.string(), Attributes: attributes }),
    input,
  );
  queues.set(queues.at(region, QueueUrl), Attributes);
  return {};
}

const attributesOf = (queue: Queue): Record<string, string> => {
  const { visible, inFlight, delayed } = queue.counts();
  return {
    ...queue.attributes,
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.changedAt / 1000)),
  };
};

const KNOWN = new Set([
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'VisibilityTimeout',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'Policy',
  'RedrivePolicy',
]);
