import { createPublicKey, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, type GetPublicKeyCommandOutput, type KMSClient } from '@aws-sdk/client-kms';
import type { Fault } from '../../domain/fault/fault.ts';
import { SigningFault } from '../../domain/ports/signing.ts';
import { ok, type Result } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { oneOf, required, Unreadable } from '../ecs/required.ts';
import type { KmsKey } from './kms-key.ts';

/**
 * The public halves of keys, each read once: a key's never changes (KMS developer guide, rotation: key material of
 * asymmetric keys is never rotated). One that couldn't be read is asked for again by whoever needs it next. Rejects
 * with a SigningFault.
 */
export function publicKeys(clientOf: (key: KmsKey) => KMSClient): (key: KmsKey) => Promise<KeyObject> {
  const kept = new Map<string, Promise<KeyObject>>();

  const read = async (key: KmsKey): Promise<KeyObject> => {
    const found = await ask(
      { call: 'kms:GetPublicKey', what: `key ${key.id} (${key.region})` },
      () => clientOf(key).send(new GetPublicKeyCommand({ KeyId: key.arn })),
      publicKeyIn,
    );
    if (!found.ok) throw new SigningFault(found.fault);
    return found.value;
  };

  return (key) => {
    const known = kept.get(key.arn);
    if (known) return known;
    const reading = read(key);
    kept.set(key.arn, reading);
    reading.catch(() => kept.delete(key.arn));
    return reading;
  };
}

/** The public key of an answer. A key for another purpose is refused: what it verifies wasn't made to sign with. */
function publicKeyIn({ PublicKey, KeySpec, KeyUsage }: GetPublicKeyCommandOutput): Result<KeyObject, Fault> {
  oneOf(KeyUsage, ['SIGN_VERIFY'], 'KeyUsage');
  oneOf(KeySpec, ['ECC_NIST_P256'], 'KeySpec');
  const der = Buffer.from(required(PublicKey, 'PublicKey'));
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Unreadable('PublicKey is of another curve');
  return ok(key);
}
