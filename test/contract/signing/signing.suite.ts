import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignedKind, Signer, Verifier } from '../../../src/domain/ports/signing.ts';

/** A signer, and a verifier that trusts it. */
export interface SigningUnderTest {
  readonly signer: Signer;
  readonly verifier: Verifier;
  /** A signer of the same kind with the key that was used before: the verifier trusts it still. */
  readonly former: Signer;
  /** A signer of the same kind with a key that nobody trusts. */
  readonly stranger: Signer;
  stop(): Promise<void>;
}

const KINDS: readonly SignedKind[] = ['request', 'decision', 'signal'];
const TEXTS = ['', 'restart registry', '{"reason":"näher 🚀"}', 'x'.repeat(10_000)];

/** What every pair of a Signer and a Verifier does. */
export const signingContract = (make: () => Promise<SigningUnderTest>): void => {
  let on: SigningUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  it.each(KINDS.flatMap((kind) => TEXTS.map((text) => [kind, text] as const)))(
    'believes what was signed: %s %.20s',
    async (kind, text) => {
      expect(await on.verifier.verify(kind, text, await on.signer.sign(kind, text))).toBe(true);
    },
  );

  it('believes no other kind, no other text', async () => {
    const signature = await on.signer.sign('request', 'text');
    expect(await on.verifier.verify('decision', 'text', signature)).toBe(false);
    expect(await on.verifier.verify('signal', 'text', signature)).toBe(false);
    for (const other of ['', 'tex', 'text ', 'Text', 'text\u0000', '\ntext'])
      expect(await on.verifier.verify('request', other, signature)).toBe(false);
  });

  it('believes the key that was used before, as long as it is trusted', async () => {
    expect(await on.verifier.verify('request', 'text', await on.former.sign('request', 'text'))).toBe(true);
  });

  it("doesn't believe a key that isn't trusted, nor under the name of one that is", async () => {
    const [algorithm, , value] = (await on.stranger.sign('request', 'text')).split(':');
    const [, key] = (await on.signer.sign('request', 'text')).split(':');
    expect(await on.verifier.verify('request', 'text', await on.stranger.sign('request', 'text'))).toBe(
      false,
    );
    expect(await on.verifier.verify('request', 'text', `${algorithm}:${key}:${value}`)).toBe(false);
  });

  it("believes nothing that isn't written as a signature is", async () => {
    const signature = await on.signer.sign('request', 'text');
    const [algorithm = '', key = '', value = ''] = signature.split(':');
    const bytes = Buffer.from(value, 'base64url');
    const wrong = [
      '',
      ':',
      '::',
      'yes',
      value,
      `${algorithm}:${value}`,
      `${algorithm}:${key}:`,
      `${algorithm}::${value}`,
      `${algorithm.toUpperCase()}:${key}:${value}`,
      `none:${key}:${value}`,
      `${signature}:`,
      `${signature}=`,
      `${signature}\n`,
      ` ${signature}`,
      `${algorithm}:${key}:${bytes.toString('hex')}`,
      `${algorithm}:${key}:${Buffer.concat([bytes, Buffer.from([0])]).toString('base64url')}`,
      `${algorithm}:${key}:${Buffer.alloc(bytes.length).toString('base64url')}`,
    ];
    for (const one of wrong) expect(await on.verifier.verify('request', 'text', one), one).toBe(false);
  });

  it('believes no beginning of a signature, whatever its length', async () => {
    const signature = await on.signer.sign('request', 'text');
    for (let length = 0; length < signature.length; length++)
      expect(await on.verifier.verify('request', 'text', signature.slice(0, length))).toBe(false);
  });

  it('believes no base64 of the other alphabet, and no padding', async () => {
    // So many signatures that some have the characters in which the alphabets differ.
    for (let n = 0; n < 8; n++) {
      const [algorithm, key, value = ''] = (await on.signer.sign('request', `text ${n}`)).split(':');
      const other = Buffer.from(value, 'base64url').toString('base64');
      if (other === value) continue;
      expect(await on.verifier.verify('request', `text ${n}`, `${algorithm}:${key}:${other}`)).toBe(false);
    }
  });

  it('believes no signature with a changed byte', async () => {
    const signature = await on.signer.sign('request', 'text');
    const [algorithm, key, value = ''] = signature.split(':');
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(value, 'base64url');
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ change;
        const changed = `${algorithm}:${key}:${bytes.toString('base64url')}`;
        expect(await on.verifier.verify('request', 'text', changed)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("believes nothing that anybody could make up, and doesn't break on it", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (text, made) => {
        expect(await on.verifier.verify('request', text, made)).toBe(false);
      }),
    ));

  it("signs nothing that isn't well-formed, as its bytes would be those of another text", async () => {
    await expect(on.signer.sign('request', 'a\ud800')).rejects.toThrow("isn't well-formed");
    const signature = await on.signer.sign('request', 'a\ufffd');
    expect(await on.verifier.verify('request', 'a\ud800', signature)).toBe(false);
  });
};
