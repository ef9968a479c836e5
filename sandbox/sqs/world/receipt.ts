import { randomUUID } from 'node:crypto';
import { receiptHandleIsInvalid } from '../errors.ts';

/** A new receipt handle: opaque, and another one each time that a message is received. */
export const receiptFor = (queueArn: string, messageId: string): string =>
  Buffer.from(`${randomUUID()} ${queueArn} ${messageId}`).toString('base64');

/** The message that a receipt handle is of. Throws where it is none of this queue. */
export function messageOf(handle: string, queueArn: string): string {
  const [, arn, messageId] = Buffer.from(handle, 'base64').toString('utf8').split(' ');
  if (arn !== queueArn || messageId === undefined) throw receiptHandleIsInvalid(handle);
  return messageId;
}
