import { type KeyObject, sign } from 'node:crypto';
import type { SignatureVersion, SignedFields } from './signed-message.ts';

/** The names that are signed, in this order (SNS Developer Guide, "Verifying the signatures of Amazon SNS messages"). */
const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

const stringToSign = (fields: SignedFields): string => {
  const values = new Map<string, string>(Object.entries(fields));
  return (fields.Type === 'Notification' ? NOTIFICATION : CONFIRMATION)
    .map((name) => [name, values.get(name)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join('');
};

/**
 * The signature that SNS puts into a message with these fields, in base64. Pure: with another key it is a forgery's. Only
 * the fields that SNS signs count; a Subject that is absent isn't signed.
 */
export const signSns = (fields: SignedFields, key: KeyObject, version: SignatureVersion = '1'): string =>
  sign(version === '1' ? 'sha1' : 'sha256', Buffer.from(stringToSign(fields)), key).toString('base64');
