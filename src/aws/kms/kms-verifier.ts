import { type KeyObject, verify } from 'node:crypto';
import { partsOf, signedBytes, type Verifier } from '../../domain/ports/signing.ts';
import type { KmsKey } from './kms-key.ts';
import { KMS_ALGORITHM } from './kms-signer.ts';

/**
 * A verifier that trusts these keys: more than one while a key is replaced. It verifies here, with the public halves;
 * a signature that names no trusted key is a no without a question to anybody.
 */
export const kmsVerifier = (
  trusted: readonly KmsKey[],
  publicKeyOf: (key: KmsKey) => Promise<KeyObject>,
): Verifier => ({
  async verify(kind, text, signature) {
    const parts = partsOf(signature);
    const bytes = signedBytes(kind, text);
    if (bytes === undefined || parts?.algorithm !== KMS_ALGORITHM) return false;
    const key = trusted.find(({ id }) => id === parts.key);
    // KMS signs in DER (KMS API, Sign), which is what Node takes unless told.
    return key !== undefined && verify('sha256', bytes, await publicKeyOf(key), parts.bytes);
  },
});
