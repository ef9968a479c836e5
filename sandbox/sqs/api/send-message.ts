import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '../../ecs/api/operation.ts';
import { invalidMessageContents, invalidParameterValue, invalidValue, missingParameter } from '../errors.ts';
import { read } from './read.ts';
import type { SqsCall } from './sqs-call.ts';

/** The MD5 of a body, in hex: clients compare it. */
export const md5Of = (body: string): string => createHash('md5').update(body).digest('hex');

const Input = z.strictObject({
  QueueUrl: z.string(),
  MessageBody: z.string().default(''),
  DelaySeconds: z.number().optional(),
});

/** What a message may not hold (SQS API, SendMessage). A half of a surrogate pair is none of XML's characters. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** SendMessage, without attributes of the message. */
export function sendMessage({ input, region, queues }: SqsCall): Answer {
  const { QueueUrl, MessageBody, DelaySeconds } = read(Input, input);
  const queue = queues.at(region, QueueUrl);
  if (MessageBody === '') throw missingParameter('MessageBody');
  const most = queue.number('MaximumMessageSize');
  if (Buffer.byteLength(MessageBody) > most)
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  if (FORBIDDEN.test(MessageBody)) throw invalidMessageContents();
  if (DelaySeconds !== undefined && !(DelaySeconds >= 0 && DelaySeconds <= 900))
    throw invalidParameterValue(DelaySeconds, 'DelaySeconds', 'DelaySeconds must be >= 0 and <= 900.');
  return { MessageId: queue.send(MessageBody, DelaySeconds).id, MD5OfMessageBody: md5Of(MessageBody) };
}
