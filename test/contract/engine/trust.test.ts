import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Subject } from '../../../src/domain/approval/subject.ts';
import { RunId, StepId } from '../../../src/domain/ids.ts';
import { SigningFault } from '../../../src/domain/ports/signing.ts';
import { type PersonsWord, signedWord } from '../../../src/domain/run/signed.ts';
import { trustingLedger, trustOf } from '../../../src/jobs/engine/trust.ts';
import { signedBy } from '../../../src/jobs/ledger/signatures.ts';
import { ed25519Signer, ed25519Verifier } from '../../../src/signing/ed25519.ts';
import { mortalEngine } from './mortal-engine.ts';

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    signer: ed25519Signer(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    verifier: ed25519Verifier([publicKey.export({ type: 'spki', format: 'pem' }).toString()]),
  };
};
const ours = pair();
const others = pair();
const trust = trustOf(ours.verifier);
const run = RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
const another = RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAW');

/** Anything that a person may say to a run. */
const aWord: fc.Arbitrary<PersonsWord> = fc.oneof(
  fc.record({
    kind: fc.constant('cancel' as const),
    at: fc.nat(),
    team: fc.string(),
    user: fc.string(),
  }),
  fc.record({
    kind: fc.constant('answer' as const),
    at: fc.nat(),
    team: fc.string(),
    user: fc.string(),
    question: fc.string(),
    answer: fc.string(),
  }),
  fc.record({
    kind: fc.constant('decision' as const),
    at: fc.nat(),
    team: fc.string(),
    user: fc.string(),
    subject: fc.constantFrom('a', 'b').map((digit) => Subject.parse(digit.repeat(64))),
    verdict: fc.constantFrom('approve' as const, 'reject' as const, 'break-glass' as const),
  }),
  fc.record({
    kind: fc.constant('answer' as const),
    step: fc.constantFrom('ask', 'register').map((id) => StepId.parse(id)),
    at: fc.nat(),
    by: fc.string(),
    verdict: fc.constantFrom('happened' as const, 'did-not-happen' as const),
  }),
);

describe('what a worker believes of a person’s word', () => {
  it('is what a bot signed for that run, whatever it is', () =>
    fc.assert(
      fc.asyncProperty(aWord, async (word) => {
        const signed = await signedBy(ours.signer, run, word);
        expect(await trust.word(run, signed)).toBe('trusted');
        expect(await trust.word(another, signed)).toBe('forged');
      }),
    ));

  it('is none that isn’t signed, or by a key that isn’t ours', () =>
    fc.assert(
      fc.asyncProperty(aWord, async (word) => {
        expect(await trust.word(run, word)).toBe('forged');
        expect(await trust.word(run, await signedBy(others.signer, run, word))).toBe('forged');
      }),
    ));

  it('is none with the signature of another word', () =>
    fc.assert(
      fc.asyncProperty(aWord, aWord, async (one, other) => {
        const { signature = '' } = await signedBy(ours.signer, run, one);
        const swapped = { ...other, signature };
        const isSame = JSON.stringify(signedWord(run, one)) === JSON.stringify(signedWord(run, other));
        expect(await trust.word(run, swapped)).toBe(isSame ? 'trusted' : 'forged');
      }),
    ));
});

describe('what a worker believes of a request', () => {
  it('is the text that a bot signed, to the letter', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (text, other) => {
        const signature = await ours.signer.sign('request', text);
        expect(await trust.request({ text, signature })).toBe('trusted');
        expect(await trust.request({ text: other, signature })).toBe(other === text ? 'trusted' : 'forged');
        expect(await trust.request({ text })).toBe('forged');
        expect(await trust.request({ text, signature: await ours.signer.sign('decision', text) })).toBe(
          'forged',
        );
      }),
    ));
});

describe('a signature that can’t be checked, since the key can’t be read', () => {
  const away = new SigningFault({ kind: 'unreachable', call: 'kms:GetPublicKey', detail: 'ECONNREFUSED' });
  const unread = { verify: () => Promise.reject(away) };

  it('has the run wait and say why, and change nothing, until it can', async () => {
    const { believe, turn, pass, made, ledger, request, untilOver, ends } = mortalEngine();
    const trustThen = trustOf(unread);
    believe({ ...trustThen, request: ({ text }) => trustThen.request({ text, signature: 'any' }) });
    await turn();
    expect(await ledger.peek(request.id)).toMatchObject({
      state: { status: 'waiting', for: 'timer' },
      remark: expect.stringContaining("Whether it is genuine can't be checked"),
    });
    expect(made()).toBe(0);
    believe(trustOf(undefined));
    pass(60_000);
    await untilOver();
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });

  it('is a doubt about the words of a claim, and never a word that is believed', async () => {
    const { ledger, request } = mortalEngine();
    await ledger.signal(request.id, { kind: 'cancel', at: 0, team: 'T', user: 'U', signature: 'any' });
    const claimed = await trustingLedger(ledger, trustOf(unread)).claim(request.id);
    expect(claimed).toMatchObject({ kind: 'claimed', claim: { doubt: away.fault } });
  });
});
