import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { partsOf, type Signer, signatureOf, signedBytes, type Verifier } from '../domain/ports/signing.ts';
import { keyId } from './key-id.ts';

const ALGORITHM = 'ed25519';

/** RFC 8032, 5.1.6. */
const LENGTH = 64;

/** A signer by its private key, a PEM (PKCS#8). Throws where that is none of Ed25519. */
export function ed25519Signer(pem: string): Signer {
  const privateKey = ofEd25519(createPrivateKey(pem));
  const key = keyId(createPublicKey(privateKey));
  return {
    async sign(kind, text) {
      const bytes = signedBytes(kind, text);
      if (bytes === undefined) throw new Error(`a ${kind} that isn't well-formed Unicode can't be signed`);
      return signatureOf({ algorithm: ALGORITHM, key, bytes: sign(null, bytes, privateKey) });
    },
  };
}

/**
 * A verifier that trusts the keys with these public halves, PEMs (SPKI): more than one while a key is replaced. Throws
 * where one is none of Ed25519.
 */
export function ed25519Verifier(pems: readonly string[]): Verifier {
  const trusted = new Map(
    pems.map((pem) => {
      const publicKey = ofEd25519(createPublicKey(pem));
      return [keyId(publicKey), publicKey];
    }),
  );
  return {
    async verify(kind, text, signature) {
      const parts = partsOf(signature);
      const bytes = signedBytes(kind, text);
      if (bytes === undefined || parts?.algorithm !== ALGORITHM || parts.bytes.length !== LENGTH)
        return false;
      const publicKey = trusted.get(parts.key);
      return publicKey !== undefined && verify(null, bytes, publicKey, parts.bytes);
    },
  };
}

/** The name in signatures of the key whose public half this PEM is. */
export const ed25519KeyId = (pem: string): string => keyId(ofEd25519(createPublicKey(pem)));

function ofEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the key is ${key.asymmetricKeyType}, not Ed25519`);
  return key;
}
