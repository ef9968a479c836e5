import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signDigest } from '../../../../sandbox/kms/ecdsa.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('a digest is signed so that OpenSSL takes it for a signature of what was hashed, and of nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (message, other) => {
      const signature = signDigest(privateKey, createHash('sha256').update(message).digest());
      expect(verify('sha256', message, publicKey, signature)).toBe(true);
      fc.pre(Buffer.compare(message, other) !== 0);
      expect(verify('sha256', other, publicKey, signature)).toBe(false);
    }),
    { numRuns: 30 },
  );
});
