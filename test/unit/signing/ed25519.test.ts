import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf, type SignedKind } from '../../../src/domain/ports/signing.ts';
import { ed25519KeyId, ed25519Signer, ed25519Verifier } from '../../../src/signing/ed25519.ts';

const pemOf = ({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }) => ({
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});
const own = pemOf(generateKeyPairSync('ed25519'));
const other = pemOf(generateKeyPairSync('ed25519'));
const signer = ed25519Signer(own.privateKey);
const verifier = ed25519Verifier([own.publicKey]);

const kind = fc.constantFrom<SignedKind>('request', 'decision', 'signal');

describe('a signature by Ed25519', () => {
  test('names its algorithm and its key', async () => {
    const signature = await signer.sign('request', 'text');
    expect(signature).toMatch(/^ed25519:[0-9a-f]{16}:[\w-]{86}$/);
    expect(partsOf(signature)?.key).toBe(ed25519KeyId(own.publicKey));
  });

  test('is the same for the same text', async () => {
    expect(await signer.sign('signal', 'text')).toBe(await signer.sign('signal', 'text'));
  });

  test('of any text is good for that text and kind', () =>
    fc.assert(
      fc.asyncProperty(kind, fc.string({ unit: 'grapheme', maxLength: 5000 }), async (of, text) => {
        expect(await verifier.verify(of, text, await signer.sign(of, text))).toBe(true);
      }),
      { numRuns: 50 },
    ));

  test('is a no when any character of it is changed, taken out or added', () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom('replaced', 'removed', 'added'),
        fc.constantFrom(...'AZaz09-_:+/=. \n%é'),
        async (place, how, char) => {
          const signature = await signer.sign('request', 'text');
          const at = place % signature.length;
          const forged =
            signature.slice(0, at) +
            (how === 'removed' ? '' : char) +
            signature.slice(at + (how === 'added' ? 0 : 1));
          fc.pre(forged !== signature);
          expect(await verifier.verify('request', 'text', forged)).toBe(false);
        },
      ),
      { numRuns: 400 },
    ));

  test('with its unused last bits set is a no, though it means the same bytes', async () => {
    const signature = await signer.sign('request', 'text');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(signature.at(-1) ?? '');
    for (const bits of [1, 2, 3]) {
      const same = signature.slice(0, -1) + alphabet.charAt(last + bits);
      expect(Buffer.from(same.split(':')[2] ?? '', 'base64url')).toEqual(
        Buffer.from(signature.split(':')[2] ?? '', 'base64url'),
      );
      expect(await verifier.verify('request', 'text', same)).toBe(false);
    }
  });

  test('is none of a text that moves the border between kind and text', async () => {
    const signature = await signer.sign('request', 'decision\ntext');
    expect(await verifier.verify('decision', 'text', signature)).toBe(false);
  });

  test('is none for a text that only looks the same in bytes', async () => {
    await expect(signer.sign('request', 'a\ud800')).rejects.toThrow('well-formed');
    const signature = await signer.sign('request', 'a\ufffd');
    expect(await verifier.verify('request', 'a\ud800', signature)).toBe(false);
  });
});

describe('keys', () => {
  test('of somebody else sign nothing that is believed, also under the name of a trusted key', async () => {
    const forged = await ed25519Signer(other.privateKey).sign('request', 'text');
    expect(await verifier.verify('request', 'text', forged)).toBe(false);
    const renamed = forged.replace(ed25519KeyId(other.publicKey), ed25519KeyId(own.publicKey));
    expect(await verifier.verify('request', 'text', renamed)).toBe(false);
  });

  test('may be several while one is replaced', async () => {
    const both = ed25519Verifier([other.publicKey, own.publicKey]);
    for (const { privateKey } of [own, other])
      expect(
        await both.verify('request', 'text', await ed25519Signer(privateKey).sign('request', 'text')),
      ).toBe(true);
  });

  test('that are none trust nobody', async () => {
    expect(await ed25519Verifier([]).verify('request', 'text', await signer.sign('request', 'text'))).toBe(
      false,
    );
  });

  test('of another kind are refused', () => {
    const ec = pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    expect(() => ed25519Signer(ec.privateKey)).toThrow('not Ed25519');
    expect(() => ed25519Verifier([ec.publicKey])).toThrow('not Ed25519');
  });
});
