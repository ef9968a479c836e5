import { generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { PublishCommand, SetTopicAttributesCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signSns } from '../../../sandbox/sns/signing/sign.ts';
import { type SnsScene, snsScene } from './scene.ts';

let scene: SnsScene;
beforeEach(async () => {
  scene = await snsScene();
});
afterEach(() => scene.stop());

type Json = Record<string, string>;

/** The string to sign, written down anew as the guide spells it out. */
const signed = (json: Json, names: readonly string[]) =>
  names.map((name) => `${name}\n${json[name]}\n`).join('');

const PLAIN = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'];
const WITH_SUBJECT = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMING = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

const isGenuine = async (json: Json, names: readonly string[], algorithm: 'sha1' | 'sha256') => {
  const { publicKey } = new X509Certificate(await scene.sns.certificate());
  const signature = Buffer.from(json['Signature'] ?? '', 'base64');
  return verify(algorithm, Buffer.from(signed(json, names)), publicKey, signature);
};

const setVersion = (AttributeValue: string) =>
  scene.client.send(
    new SetTopicAttributesCommand({
      TopicArn: scene.topicArn,
      AttributeName: 'SignatureVersion',
      AttributeValue,
    }),
  );
const publish = (Message: string, Subject?: string) =>
  scene.client.send(
    new PublishCommand({ TopicArn: scene.topicArn, Message, ...(Subject === undefined ? {} : { Subject }) }),
  );

describe('what SNS signs', () => {
  it.each([
    ['1', 'sha1'],
    ['2', 'sha256'],
  ] as const)('holds in version %s, for every type of message', async (version, algorithm) => {
    await setVersion(version);
    const arn = await scene.confirmed();
    await publish('{"AlarmName":"zu viele Fehler 🔥"}', 'ALARM: "errors"');
    await scene.arrival(2);
    await publish('no subject\nbut two lines');
    await scene.arrival(3);
    await scene.client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    const all = await Promise.all([1, 2, 3, 4].map((n) => scene.arrival(n)));
    const names = [CONFIRMING, WITH_SUBJECT, PLAIN, CONFIRMING];
    for (const [n, { json }] of all.entries()) {
      expect(json['SignatureVersion']).toBe(version);
      expect(await isGenuine(json, names[n] ?? [], algorithm)).toBe(true);
    }
    expect(all[2]?.json).not.toHaveProperty('Subject');
  });

  it("doesn't hold for a message that was changed, or by the other version's algorithm", async () => {
    await scene.confirmed();
    await publish('true');
    const { json } = await scene.arrival(2);
    expect(await isGenuine(json, PLAIN, 'sha1')).toBe(true);
    expect(await isGenuine({ ...json, Message: 'false' }, PLAIN, 'sha1')).toBe(false);
    expect(await isGenuine(json, PLAIN, 'sha256')).toBe(false);
  });

  it('is signed with the RSA key of 2048 bits that its certificate is for, which is valid now', async () => {
    const certificate = new X509Certificate(await scene.sns.certificate());
    expect(certificate.subject).toBe('CN=sns.amazonaws.com');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
  });

  it('a forger signs with his own key, and is found out', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const fields = {
      Type: 'Notification',
      MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
      TopicArn: scene.topicArn,
      Message: 'believe me',
      Timestamp: '2026-01-01T00:00:00.000Z',
    } as const;
    const forged = { ...fields, Signature: signSns(fields, privateKey, '2') };
    expect(await isGenuine(forged, PLAIN, 'sha256')).toBe(false);
  });
});
