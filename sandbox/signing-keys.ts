import { generateKeyPairSync } from 'node:crypto';

/** A new pair of Ed25519 in the variables that Wheelhouse reads. Workers get the second one only. */
export function signingKeys(): {
  readonly WHEELHOUSE_SIGNING_KEY: string;
  readonly WHEELHOUSE_VERIFY_KEYS: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    WHEELHOUSE_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    WHEELHOUSE_VERIFY_KEYS: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
