import { type KeyObject, X509Certificate } from 'node:crypto';
import type { TopicPlace } from '../../domain/alarm/sns-envelope.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { dnsSuffix } from './certificate-address.ts';

/** A certificate's RSA key, and when the certificate counts. */
export interface SigningCertificate {
  readonly key: KeyObject;
  /** What it was issued for: its subject's common name. */
  readonly name: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Reads a PEM. Undefined where it is no certificate of an RSA key of at least 2048 bits with one common name. */
export function readCertificate(pem: string): SigningCertificate | undefined {
  try {
    const read = new X509Certificate(pem);
    const names = read.subject.split('\n').flatMap((part) => /^CN=(.+)$/.exec(part)?.[1] ?? []);
    const [name, ...more] = names;
    const { publicKey: key } = read;
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (name === undefined || more.length > 0 || key.asymmetricKeyType !== 'rsa' || bits < 2048)
      return undefined;
    return { key, name, from: Date.parse(read.validFrom), to: Date.parse(read.validTo) };
  } catch {
    return undefined;
  }
}

/**
 * Whether SNS signs with it in that region. Most regions have `sns.amazonaws.com`; regions that are opted into, China and
 * GovCloud have names of their own (AWS SDK for Java 2.x, `sns-message-manager`).
 */
export function isIssuedFor(name: string, { region, partition }: Pick<TopicPlace, 'region' | 'partition'>) {
  const suffix = dnsSuffix(partition);
  return [
    `sns.${suffix}`,
    `sns-signing.${region}.${suffix}`,
    `sns-${region}.${suffix}`,
    ...(partition === 'aws-us-gov' ? [`sns-us-gov-west-1.${suffix}`] : []),
  ].includes(name);
}
