import { createHash } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { DurationMs } from '../../domain/clock.ts';
import { type Signer, SigningFault, signatureOf, signedBytes } from '../../domain/ports/signing.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import type { KmsKey } from './kms-key.ts';

/** What signatures by KMS begin with: ECDSA on the curve P-256 with SHA-256. */
export const KMS_ALGORITHM = 'kms';

/**
 * A signer with a key that never leaves KMS. Permission: kms:Sign on the key. Only the SHA-256 of what is signed is
 * sent: KMS takes 4096 bytes of a message (KMS API, Sign), and a request may be longer. `within` is for all attempts
 * together: somebody waits.
 */
export const kmsSigner = (key: KmsKey, clientOf: (key: KmsKey) => KMSClient, within: DurationMs): Signer => ({
  async sign(kind, text) {
    const bytes = signedBytes(kind, text);
    if (bytes === undefined) throw new Error(`a ${kind} that isn't well-formed Unicode can't be signed`);
    const digest = createHash('sha256').update(bytes).digest();
    const signed = await ask(
      { call: 'kms:Sign', what: `key ${key.id} (${key.region})` },
      () =>
        clientOf(key).send(
          new SignCommand({
            KeyId: key.arn,
            Message: digest,
            MessageType: 'DIGEST',
            SigningAlgorithm: 'ECDSA_SHA_256',
          }),
          { abortSignal: AbortSignal.timeout(within) },
        ),
      ({ Signature }) => ok(required(Signature, 'Signature')),
    );
    if (!signed.ok) throw new SigningFault(signed.fault);
    return signatureOf({ algorithm: KMS_ALGORITHM, key: key.id, bytes: signed.value });
  },
});
