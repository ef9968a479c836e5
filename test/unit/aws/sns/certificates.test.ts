import { describe, expect, it } from 'vitest';
import { isCertificateOf } from '../../../../src/aws/sns/certificate-address.ts';
import { pinnedKey } from '../../../../src/aws/sns/pinned-key.ts';
import { isIssuedFor, readCertificate } from '../../../../src/aws/sns/signing-certificate.ts';
import { topicPlace } from '../../../../src/domain/alarm/sns-envelope.ts';
import { systemClock } from '../../../../src/domain/clock.ts';
import { aSigner, CERTIFICATE_FILE, CERTIFICATE_URL, TOPIC } from '../../../contract/alarm-edge/signer.ts';

const place = (partition: string, region: string) => ({ partition, region });

describe('where a certificate of SNS is', () => {
  it.each([
    ['aws', 'us-east-1', 'https://sns.us-east-1.amazonaws.com/'],
    ['aws', 'me-south-1', 'https://sns.me-south-1.amazonaws.com/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://sns.us-gov-west-1.amazonaws.com/'],
    ['aws-cn', 'cn-north-1', 'https://sns.cn-north-1.amazonaws.com.cn/'],
  ])('in %s, %s: %s', (partition, region, host) => {
    expect(isCertificateOf(`${host}${CERTIFICATE_FILE}`, place(partition, region))).toBe(true);
    expect(isCertificateOf(`${host}${CERTIFICATE_FILE}`, place(partition, 'eu-west-1'))).toBe(false);
  });

  it('China is not the rest of the world, nor the other way round', () => {
    const china = `https://sns.cn-north-1.amazonaws.com.cn/${CERTIFICATE_FILE}`;
    expect(isCertificateOf(china, place('aws', 'cn-north-1'))).toBe(false);
    expect(isCertificateOf(CERTIFICATE_URL, place('aws-cn', 'us-east-1'))).toBe(false);
  });
});

describe('whom a certificate was issued for', () => {
  it.each([
    ['sns.amazonaws.com', 'aws', 'us-east-1', true],
    ['sns-signing.me-south-1.amazonaws.com', 'aws', 'me-south-1', true],
    ['sns-signing.me-south-1.amazonaws.com', 'aws', 'us-east-1', false],
    ['sns-us-gov-west-1.amazonaws.com', 'aws-us-gov', 'us-gov-east-1', true],
    ['sns-us-gov-west-1.amazonaws.com', 'aws', 'us-east-1', false],
    ['sns-cn-north-1.amazonaws.com.cn', 'aws-cn', 'cn-north-1', true],
    ['sns.amazonaws.com', 'aws-cn', 'cn-north-1', false],
    ['sns.amazonaws.com.evil.example', 'aws', 'us-east-1', false],
    ['s3.amazonaws.com', 'aws', 'us-east-1', false],
  ])('%s for SNS of %s %s: %s', (name, partition, region, expected) => {
    expect(isIssuedFor(name, place(partition, region))).toBe(expected);
  });

  it('is its common name, of a certificate with an RSA key', async () => {
    const { certificate } = await aSigner();
    expect(readCertificate(certificate)).toMatchObject({ name: 'sns.amazonaws.com' });
    const elliptic = await aSigner(undefined, { keyType: 'ec' });
    expect(readCertificate(elliptic.certificate)).toBeUndefined();
    expect(readCertificate('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----')).toBeUndefined();
  });
});

describe('a pinned certificate', () => {
  it('counts in place of any that a message names, while its time is', async () => {
    const { certificate } = await aSigner();
    const now = pinnedKey(certificate, systemClock);
    expect(now.of(CERTIFICATE_URL, topicPlace(TOPIC))).toMatchObject({ kind: 'key' });
    const later = pinnedKey(certificate, { now: () => Date.now() + 1e11 });
    expect(later.of(CERTIFICATE_URL, topicPlace(TOPIC))).toMatchObject({ kind: 'none', until: 'now' });
  });

  it('that is none is refused when the process starts', () => {
    expect(() => pinnedKey('nothing', systemClock)).toThrow('no RSA key');
  });
});
