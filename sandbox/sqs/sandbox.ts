import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { type Answer, unknownOperation } from '../ecs/api/operation.ts';
import type { JsonRequest } from '../ecs/http/request.ts';
import { changeMessageVisibility } from './api/change-message-visibility.ts';
import { deleteMessage, deleteMessageBatch } from './api/delete-message.ts';
import { longPoll } from './api/long-poll.ts';
import { createQueue, getQueueAttributes, getQueueUrl, setQueueAttributes } from './api/queues.ts';
import { receiving } from './api/receive-message.ts';
import { sendMessage } from './api/send-message.ts';
import type { SqsCall } from './api/sqs-call.ts';
import { queryCode } from './errors.ts';
import type { Queue } from './world/queue.ts';
import type { Queues } from './world/queues.ts';

/** A running SQS of one account: standard queues. */
export interface SqsSandbox extends JsonSandbox {
  readonly queues: Queues;
  /** The address of a queue, as CreateQueue answers it. */
  urlOf(queue: Queue): string;
}

const OPERATIONS: Readonly<Record<string, (call: SqsCall) => Answer>> = {
  CreateQueue: createQueue,
  GetQueueUrl: getQueueUrl,
  GetQueueAttributes: getQueueAttributes,
  SetQueueAttributes: setQueueAttributes,
  SendMessage: sendMessage,
  // Behind a fault nobody waits: it is a short poll there.
  ReceiveMessage: (call) => receiving(call).try() ?? {},
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ChangeMessageVisibility: changeMessageVisibility,
};

/**
 * Starts an SQS on 127.0.0.1. Queues are found by the region that a request is signed for and by their URL's path. The
 * URL's host is this server's. A client without an `endpoint` of its own, or with one from the environment, sends to
 * that host and warns of it, unless `useQueueUrlAsEndpoint` is false (AWS SDK for JavaScript, SQS client).
 */
export async function startSqsSandbox(queues: Queues, now: () => number = Date.now): Promise<SqsSandbox> {
  let url = '';
  const urlOf = ({ name }: Queue) => `${url}/${queues.account}/${name}`;
  const callOf = ({ input, region }: JsonRequest): SqsCall => ({ input, region, queues, urlOf });
  const sandbox = await startJsonSandbox(
    {
      service: { target: 'AmazonSQS', signing: 'sqs', json: '1.0', queryCode },
      account: queues.account,
      perform: (request) => {
        const operation = OPERATIONS[request.operation];
        if (operation === undefined) throw unknownOperation(request.operation);
        return operation(callOf(request));
      },
      streams: new Map([['ReceiveMessage', (request, response) => receive(callOf(request), response)]]),
    },
    now,
  );
  url = sandbox.url;
  return { ...sandbox, queues, urlOf };
}

/** Answers when there is something, or when the time is over. Throws at once what is refused. */
function receive(call: SqsCall, response: ServerResponse): void {
  const asked = receiving(call);
  longPoll(asked, response).then(
    (answer) => {
      if (answer === undefined) return;
      response
        .writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() })
        .end(JSON.stringify(answer));
    },
    (error: unknown) => {
      console.error('The sqs sandbox failed:', error);
      response.destroy();
    },
  );
}
