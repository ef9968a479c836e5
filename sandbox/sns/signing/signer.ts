import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

/** What an SNS signs with. */
export interface SnsSigner {
  readonly key: KeyObject;
  /** Self-signed, for `sns.amazonaws.com`; PEM. */
  readonly certificate: string;
  /** The file's name in SigningCertURL: `SimpleNotificationService-` and 32 letters and digits. */
  readonly file: string;
}

const DAY_MS = 86_400_000;

/** Makes a new RSA key of 2048 bits and its certificate, which is valid from yesterday on for a year. */
async function makeSigner(now: number = Date.now()): Promise<SnsSigner> {
  // Loaded only where something is signed: that takes longer than all the rest.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + 365 * DAY_MS),
  });
  const fingerprint = new X509Certificate(made.cert).fingerprint256.replaceAll(':', '').toLowerCase();
  return {
    key: createPrivateKey(made.private),
    certificate: made.cert,
    file: `SimpleNotificationService-${fingerprint.slice(0, 32)}.pem`,
  };
}

let shared: Promise<SnsSigner> | undefined;

/** The one that every SNS of this process signs with, made when it is first needed. */
export const sharedSigner = (): Promise<SnsSigner> => {
  shared ??= makeSigner();
  return shared;
};
