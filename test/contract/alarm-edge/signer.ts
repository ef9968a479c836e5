import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { generate } from 'selfsigned';

/** Somebody who signs as SNS does, with a key and a certificate of its own. */
export interface Signer {
  readonly key: KeyObject;
  readonly certificate: string;
}

const DAY = 86_400_000;

/** What a certificate is of, and when it counts: epoch milliseconds. */
interface Certified {
  readonly from?: number;
  readonly to?: number;
  readonly keyType?: 'rsa' | 'ec';
}

/** Makes a signer. Its certificate counts from yesterday on for a month, unless told. */
export async function aSigner(
  name = 'sns.amazonaws.com',
  { from = Date.now() - DAY, to = Date.now() + 30 * DAY, keyType = 'rsa' }: Certified = {},
): Promise<Signer> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType,
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(to),
  });
  return { key: createPrivateKey(made.private), certificate: made.cert };
}

export const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alarms';
export const CERTIFICATE_FILE = 'SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
export const CERTIFICATE_URL = `https://sns.us-east-1.amazonaws.com/${CERTIFICATE_FILE}`;

/** An envelope's fields by their names. */
export type Fields = Readonly<Record<string, string>>;

let count = 0;

/** The fields of a notification that was published just now. */
export const notification = (more: Fields = {}): Fields => {
  count += 1;
  return {
    Type: 'Notification',
    MessageId: `22b80b92-fdea-4c2c-8f9d-${String(count).padStart(12, '0')}`,
    TopicArn: TOPIC,
    Subject: 'ALARM: "cpu-high" in US East (N. Virginia)',
    Message: 'CPU is high\nin two lines, ünd Ünicode 🚨',
    Timestamp: new Date().toISOString(),
    ...more,
  };
};

/** The fields of a message about a subscription. */
export const confirmation = (type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'): Fields => ({
  ...notification(),
  Type: type,
  Message: 'You have chosen …',
  Token: '2336412f37fb687f5d51e6e241d164b1',
  SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336',
});

const SIGNED = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** The envelope with a signature; `changed` is written over it after it was signed. */
export function signed(signer: Signer, fields: Fields, changed: Fields = {}): string {
  const version = fields['SignatureVersion'] ?? '1';
  // Of a confirmation SNS signs no Subject.
  const names = SIGNED.filter((name) => name !== 'Subject' || fields['Type'] === 'Notification');
  const text = names.flatMap((name) => (name in fields ? [`${name}\n${fields[name]}\n`] : [])).join('');
  return JSON.stringify({
    ...fields,
    SignatureVersion: version,
    Signature: sign(version === '2' ? 'RSA-SHA256' : 'RSA-SHA1', Buffer.from(text), signer.key).toString(
      'base64',
    ),
    SigningCertURL: CERTIFICATE_URL,
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
    ...changed,
  });
}
