import { expect, test } from 'vitest';
import { stringToSign } from '../../../../src/aws/sns/string-to-sign.ts';
import { SnsEnvelope } from '../../../../src/domain/alarm/sns-envelope.ts';
import {
  CERTIFICATE_URL,
  confirmation,
  type Fields,
  notification,
} from '../../../contract/alarm-edge/signer.ts';

const envelope = (fields: Fields) =>
  SnsEnvelope.parse({ ...fields, SignatureVersion: '1', Signature: 'AAAA', SigningCertURL: CERTIFICATE_URL });

const names = (text: string) => text.split('\n').filter((_, at) => at % 2 === 0);

test('of a notification: six names in the order of the alphabet, each before its value', () => {
  const fields = { ...notification(), Message: 'm', Subject: 's' };
  expect(names(stringToSign(envelope(fields)))).toEqual([
    'Message',
    'MessageId',
    'Subject',
    'Timestamp',
    'TopicArn',
    'Type',
    '',
  ]);
});

test('of a notification without a subject: five', () => {
  const { Subject: _, ...fields } = notification({ Message: 'm' });
  expect(stringToSign(envelope(fields))).not.toContain('Subject');
  expect(stringToSign(SnsEnvelope.parse({ ...envelope(fields), Subject: null }))).not.toContain('Subject');
});

test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const)('of a %s: seven', (type) => {
  expect(names(stringToSign(envelope(confirmation(type))))).toEqual([
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
    '',
  ]);
});
