import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Signatures, SignedText } from '../../../src/aws/sns/signature.ts';
import { signaturesOnThread, startSignatureThread } from '../../../src/aws/sns/signatures-on-thread.ts';
import { silent } from '../../support/values.ts';

let ours: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
let other: KeyObject;
beforeAll(() => {
  ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
  other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
});

const signed = (text: string, version: SignedText['version'] = '2'): SignedText => ({
  text,
  version,
  signature: sign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256', Buffer.from(text), ours.privateKey).toString(
    'base64',
  ),
});

describe('signatures on a thread', () => {
  let signatures: Signatures;
  let threads: Worker[];
  let logged: unknown[];
  const begin = (start: () => Worker = startSignatureThread): void => {
    threads = [];
    logged = [];
    signatures = signaturesOnThread({ ...silent, error: (fields) => void logged.push(fields) }, () => {
      const thread = start();
      threads.push(thread);
      return thread;
    });
  };
  afterEach(() => signatures.stop());

  it('believes what the key signed, in both versions of SNS, and nothing else', async () => {
    begin();
    const right = signed('Message\nCPU\n');
    const asked: readonly (readonly [SignedText, KeyObject, boolean])[] = [
      [right, ours.publicKey, true],
      [signed('Message\nCPU\n', '1'), ours.publicKey, true],
      [signed('Message\nGrüße 🚨\n'), ours.publicKey, true],
      [{ ...right, text: 'Message\nCPU \n' }, ours.publicKey, false],
      [{ ...right, version: '1' }, ours.publicKey, false],
      [right, other, false],
      [{ ...right, signature: 'not base64 at all!' }, ours.publicKey, false],
      [{ ...right, signature: '' }, ours.publicKey, false],
    ];
    const answers = await Promise.all(asked.map(([text, key]) => signatures.isSigned(text, key)));
    expect(answers).toEqual(asked.map(([, , expected]) => expected));
  });

  it('answers each of many with its own, whatever comes at the same time, on one thread', async () => {
    begin();
    const right = signed('a');
    const wrong = { ...right, text: 'b' };
    const asked = Array.from({ length: 400 }, (_, n) => n % 3 === 0);
    const answers = await Promise.all(
      asked.map(async (isRight, n) => {
        if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
        return signatures.isSigned(isRight ? right : wrong, ours.publicKey);
      }),
    );
    expect(answers).toEqual(asked);
    expect(threads).toHaveLength(1);
  });

  it('answers what the thread had in hand when it died, and what comes later', async () => {
    begin();
    const right = signed('a');
    expect(await signatures.isSigned(right, ours.publicKey)).toBe(true);
    const inHand = Promise.all(
      Array.from({ length: 50 }, (_, n) => signatures.isSigned(right, n % 2 === 0 ? ours.publicKey : other)),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await threads[0]?.terminate();
    expect(await inHand).toEqual(Array.from({ length: 50 }, (_, n) => n % 2 === 0));
    expect(await signatures.isSigned(right, ours.publicKey)).toBe(true);
    expect(await signatures.isSigned(right, other)).toBe(false);
    expect(threads).toHaveLength(1);
  });

  it('does without a thread that breaks or never begins, and says so once', async () => {
    const right = signed('a');
    for (const start of [
      () => new Worker('throw new RangeError("with a secret in it")', { eval: true }),
      () => {
        throw new TypeError('no threads here');
      },
    ]) {
      begin(start);
      expect(await signatures.isSigned(right, ours.publicKey)).toBe(true);
      expect(await signatures.isSigned(right, other)).toBe(false);
      expect(logged).toEqual([{ why: expect.stringMatching(/^(Range|Type)Error$/) }]);
    }
  });

  it('answers what is asked after it was stopped, and what was asked before', async () => {
    begin();
    const right = signed('a');
    const before = signatures.isSigned(right, ours.publicKey);
    await signatures.stop();
    expect(await before).toBe(true);
    expect(await signatures.isSigned(right, ours.publicKey)).toBe(true);
    expect(await signatures.isSigned(right, other)).toBe(false);
    expect(logged).toEqual([]);
  });
});
