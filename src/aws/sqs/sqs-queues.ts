import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ok, type Result } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import type { QueuePlace } from './queue-place.ts';

/** A message that was received, until it is deleted or comes again. */
export interface QueueMessage {
  readonly id: string;
  /** Names this receipt of it. */
  readonly handle: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly receives: number;
}

/** Calls of SQS. Nothing throws. */
export interface SqsQueues {
  /** Waits up to 20 s for messages, 10 at most; gives up when `stop` is aborted. */
  receive(queue: QueuePlace, stop: AbortSignal): Promise<Result<readonly QueueMessage[], Fault>>;
  /** Deletes by handles, 10 at most. Gives those that could not be deleted. Idempotent. */
  remove(queue: QueuePlace, handles: readonly string[]): Promise<Result<readonly string[], Fault>>;
  /** Hides a message for so long from now. */
  hide(queue: QueuePlace, handle: string, time: DurationMs): Promise<Result<undefined, Fault>>;
  /** How many messages wait, roughly, and whether what is received too often goes to a dead-letter queue. */
  look(queue: QueuePlace): Promise<Result<{ readonly count: number; readonly redrives: boolean }, Fault>>;
  destroy(): void;
}

/** SQS gives so many messages a call at most, and deletes so many (SQS API, ReceiveMessage, DeleteMessageBatch). */
export const A_CALL = 10;
/** SQS waits so long for a message at most (SQS API, ReceiveMessage, WaitTimeSeconds). */
const POLL_SECONDS = 20;

/**
 * Queues on the AWS SDK, as `roleOf(account)` or as the process itself. Permissions, on the queue: sqs:ReceiveMessage,
 * sqs:DeleteMessage, sqs:ChangeMessageVisibility, sqs:GetQueueAttributes; on a dead-letter queue the last one.
 */
export const sqsQueues = (
  roleOf: (account: string) => string | undefined,
  options: ClientOptions = {},
): SqsQueues => {
  const clients = keptClients(
    // Otherwise the host of a queue's URL would be asked whatever endpoint is configured.
    (settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    { ...options, requestTimeoutMs: seconds(POLL_SECONDS) + (options.requestTimeoutMs ?? seconds(10)) },
  );
  const client = ({ account, region }: QueuePlace) =>
    clients.of('read', { account, region, role: roleOf(account) });
  const failed = (call: string, { name, account, region }: QueuePlace) => ({
    call,
    what: `queue ${name} of ${account} in ${region}`,
  });

  return {
    destroy: clients.destroy,
    receive: (queue, stop) =>
      ask(
        failed('sqs:ReceiveMessage', queue),
        () =>
          client(queue).send(
            new ReceiveMessageCommand({
              QueueUrl: queue.url,
              MaxNumberOfMessages: A_CALL,
              WaitTimeSeconds: POLL_SECONDS,
              MessageSystemAttributeNames: ['ApproximateReceiveCount'],
            }),
            { abortSignal: stop },
          ),
        ({ Messages = [] }) =>
          ok(
            Messages.map(({ MessageId, ReceiptHandle, Body = '', Attributes }) => ({
              id: required(MessageId, 'MessageId'),
              handle: required(ReceiptHandle, 'ReceiptHandle'),
              body: Body,
              receives: Number(Attributes?.ApproximateReceiveCount ?? 1),
            })),
          ),
      ),
    remove: (queue, handles) =>
      ask(
        failed('sqs:DeleteMessage', queue),
        () =>
          client(queue).send(
            new DeleteMessageBatchCommand({
              QueueUrl: queue.url,
              Entries: handles.map((handle, at) => ({ Id: String(at), ReceiptHandle: handle })),
            }),
          ),
        ({ Failed = [] }) => ok(Failed.flatMap(({ Id }) => handles[Number(Id)] ?? [])),
      ),
    hide: (queue, handle, time) =>
      ask(
        failed('sqs:ChangeMessageVisibility', queue),
        () =>
          client(queue).send(
            new ChangeMessageVisibilityCommand({
              QueueUrl: queue.url,
              ReceiptHandle: handle,
              VisibilityTimeout: Math.round(time / 1000),
            }),
          ),
        () => ok(undefined),
      ),
    look: (queue) =>
      ask(
        failed('sqs:GetQueueAttributes', queue),
        () =>
          client(queue).send(
            new GetQueueAttributesCommand({
              QueueUrl: queue.url,
              AttributeNames: ['ApproximateNumberOfMessages', 'RedrivePolicy'],
            }),
          ),
        ({ Attributes }) =>
          ok({
            count: Number(required(Attributes?.ApproximateNumberOfMessages, 'ApproximateNumberOfMessages')),
            redrives: Boolean(Attributes?.RedrivePolicy),
          }),
      ),
  };
};
