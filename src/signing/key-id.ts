import { createHash, type KeyObject } from 'node:crypto';

/** A public key's name in signatures: the first 16 hexadecimal digits of the SHA-256 of its DER (SPKI). */
export const keyId = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
