import { z } from 'zod';
import { EcsError } from '../../ecs/api/errors.ts';
import type { Answer } from '../../ecs/api/operation.ts';
import { missingParameter, queryCode, refusedBatch } from '../errors.ts';
import type { Queue } from '../world/queue.ts';
import { read } from './read.ts';
import type { SqsCall } from './sqs-call.ts';

/** DeleteMessage: as often as one likes. */
export function deleteMessage({ input, region, queues }: SqsCall): Answer {
  const { QueueUrl, ReceiptHandle = '' } = read(
    z.strictObject({ QueueUrl: z.string(), ReceiptHandle: z.string().optional() }),
    input,
  );
  const queue = queues.at(region, QueueUrl);
  if (ReceiptHandle === '') throw missingParameter('ReceiptHandle');
  queue.delete(ReceiptHandle);
  return {};
}

const Entry = z.strictObject({ Id: z.string(), ReceiptHandle: z.string() });
type Entry = z.infer<typeof Entry>;

/** DeleteMessageBatch: up to ten; each is told apart. */
export function deleteMessageBatch({ input, region, queues }: SqsCall): Answer {
  const { QueueUrl, Entries } = read(
    z.strictObject({ QueueUrl: z.string(), Entries: z.array(Entry) }),
    input,
  );
  const queue = queues.at(region, QueueUrl);
  checkBatch(Entries);
  const failed = Entries.flatMap((entry) => failureOf(queue, entry) ?? []);
  const Successful = Entries.filter(({ Id }) => !failed.some((one) => one.Id === Id)).map(({ Id }) => ({
    Id,
  }));
  return { Successful, ...(failed.length === 0 ? {} : { Failed: failed }) };
}

function checkBatch(entries: readonly Entry[]): void {
  if (entries.length === 0)
    throw refusedBatch(
      'EmptyBatchRequest',
      'There should be at least one DeleteMessageBatchRequestEntry in the request.',
    );
  if (entries.length > 10)
    throw refusedBatch(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  if (!entries.every(({ Id }) => /^[\w-]{1,80}$/.test(Id)))
    throw refusedBatch(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  const ids = entries.map(({ Id }) => Id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) throw refusedBatch('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
}

const failureOf = (queue: Queue, { Id, ReceiptHandle }: Entry) => {
  try {
    queue.delete(ReceiptHandle);
    return undefined;
  } catch (error) {
    if (!(error instanceof EcsError)) throw error;
    return { Id, SenderFault: true, Code: queryCode(error.type), Message: error.message };
  }
};
