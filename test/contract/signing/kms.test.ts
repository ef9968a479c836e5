import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient, SignCommand, type SignCommandInput } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type KmsKeyState, KmsKeys } from '../../../sandbox/kms/keys.ts';
import { type KmsSandbox, startKmsSandbox } from '../../../sandbox/kms/sandbox.ts';
import { type KmsSigning, kmsSigning } from '../../../src/aws/kms/kms-signing.ts';
import { useProfiles, WORKER_KEY } from './kms-callers.ts';

let folder = '';
let kms: KmsSandbox;
let key: KmsKeyState;
let opened: KmsSigning[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-kms-'));
  useProfiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  const keys = new KmsKeys('111122223333');
  key = keys.make('us-east-1');
  key.allowed.set(WORKER_KEY, ['kms:GetPublicKey']);
  kms = await startKmsSandbox(keys);
});
afterEach(async () => {
  for (const one of opened) one.destroy();
  opened = [];
  await kms.stop();
});

/** KMS as a process of that identity uses it. */
function as(profile: 'bot' | 'worker', arn = key.arn, more: { signWithin?: number } = {}): KmsSigning {
  const made = kmsSigning({ key: arn, profile, endpoint: kms.url, requestTimeoutMs: 2_000, ...more });
  opened.push(made);
  return made;
}

const callsOf = (name: string) => kms.record.filter(({ call }) => call === name);

describe('a bot', () => {
  it('sends KMS no more than a digest, whatever it signs', async () => {
    const { signer } = as('bot');
    await signer.sign('request', 'a secret reason '.repeat(1_000));
    expect(callsOf('Sign').map(({ input }) => input)).toEqual([
      {
        KeyId: key.arn,
        Message: expect.stringMatching(/^[\w+/]{43}=$/),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      },
    ]);
  });

  it("names the key by its ARN's end", async () => {
    const signature = await as('bot').signer.sign('request', 'text');
    expect(signature).toMatch(/^kms:[\w-]{36}:[\w-]{90,100}$/);
    expect(key.arn.endsWith(`/${signature.split(':')[1]}`)).toBe(true);
  });

  it('signs after a throttle, a failure and a cut connection', async () => {
    kms.faults.next('Sign', { kind: 'throttle' });
    kms.faults.next('Sign', { kind: 'status', status: 500, code: 'KMSInternalException', when: 'before' });
    await as('bot').signer.sign('request', 'text');
    kms.faults.next('Sign', { kind: 'reset', when: 'before' });
    await as('bot').signer.sign('request', 'text');
    expect(callsOf('Sign')).toHaveLength(5);
  });

  it('gives up when somebody has waited long enough', async () => {
    const held = kms.faults.hold('Sign', 'before');
    const signing = as('bot', key.arn, { signWithin: 200 }).signer.sign('request', 'text');
    await expect(signing).rejects.toMatchObject({ fault: { kind: 'unanswered', call: 'kms:Sign' } });
    held.release();
  });

  it.each<[string, () => string | Promise<string>, object]>([
    ['is unknown', () => `${key.arn.slice(0, -4)}0000`, { kind: 'missing' }],
    ['is of another region', () => key.arn.replace('us-east-1', 'eu-west-1'), { kind: 'missing' }],
    [
      'is for encryption',
      () => kms.keys.make('us-east-1', 'RSA_2048', 'ENCRYPT_DECRYPT').arn,
      { kind: 'invalid', detail: expect.stringContaining('not valid for Sign') },
    ],
    [
      'is of another curve',
      () => kms.keys.make('us-east-1', 'ECC_NIST_P384').arn,
      { kind: 'invalid', detail: expect.stringContaining('ECDSA_SHA_256 is incompatible') },
    ],
    [
      'is disabled',
      () => {
        key.state = 'Disabled';
        return key.arn;
      },
      { kind: 'invalid', detail: expect.stringContaining('is disabled') },
    ],
    [
      'waits to be deleted',
      () => {
        key.state = 'PendingDeletion';
        return key.arn;
      },
      { kind: 'invalid', detail: expect.stringContaining('pending deletion') },
    ],
  ])('signs nothing with a key that %s', async (_, arn, fault) => {
    const signing = as('bot', await arn()).signer.sign('request', 'text');
    await expect(signing).rejects.toMatchObject({
      name: 'SigningFault',
      fault: { call: 'kms:Sign', ...fault },
    });
  });

  it('signs nothing while KMS is away', async () => {
    kms.away(true);
    await expect(as('bot').signer.sign('request', 'text')).rejects.toMatchObject({
      fault: { call: 'kms:Sign' },
    });
    kms.away(false);
  });
});

describe('a worker', () => {
  it('may not sign', async () => {
    await expect(as('worker').signer.sign('request', 'text')).rejects.toMatchObject({
      fault: { kind: 'denied', action: 'kms:Sign' },
    });
  });

  it('reads the public key once, however much it verifies and however much at once', async () => {
    const signature = await as('bot').signer.sign('request', 'text');
    const { verifier } = as('worker');
    const both = [1, 2, 3].map(() => verifier.verify('request', 'text', signature));
    expect(await Promise.all(both)).toEqual([true, true, true]);
    expect(await verifier.verify('decision', 'text', signature)).toBe(false);
    expect(callsOf('GetPublicKey')).toHaveLength(1);
  });

  it('goes on verifying while KMS is away, once it has the key', async () => {
    const signature = await as('bot').signer.sign('request', 'text');
    const { verifier } = as('worker');
    await verifier.verify('request', 'text', signature);
    kms.away(true);
    expect(await verifier.verify('request', 'text', signature)).toBe(true);
    kms.away(false);
  });

  it('says neither yes nor no while it has no key, and asks again the next time', async () => {
    const signature = await as('bot').signer.sign('request', 'text');
    const { verifier } = as('worker');
    const back = kms.faults.next('GetPublicKey', { kind: 'deny' }, Number.POSITIVE_INFINITY);
    await expect(verifier.verify('request', 'text', signature)).rejects.toMatchObject({
      fault: { kind: 'denied', action: 'kms:GetPublicKey' },
    });
    back();
    expect(await verifier.verify('request', 'text', signature)).toBe(true);
  });

  it("asks nobody about a signature that can't be one", async () => {
    const { verifier } = as('worker');
    expect(await verifier.verify('request', 'text', 'kms:0000:AAAA')).toBe(false);
    expect(await verifier.verify('request', 'text', 'ed25519:0123456789abcdef:AAAA')).toBe(false);
    expect(kms.record).toEqual([]);
  });

  it.each([
    ['encrypts', 'RSA_2048', 'ENCRYPT_DECRYPT', 'KeyUsage is ENCRYPT_DECRYPT'],
    ['agrees on keys', 'ECC_NIST_P256', 'KEY_AGREEMENT', 'KeyUsage is KEY_AGREEMENT'],
    ['is of RSA', 'RSA_2048', 'SIGN_VERIFY', 'KeySpec is RSA_2048'],
  ] as const)('believes nothing by a key that %s', async (_, spec, usage, detail) => {
    const { arn } = kms.keys.make('us-east-1', spec, usage);
    const id = arn.split('/')[1];
    await expect(
      as('worker', arn).verifier.verify('request', 'text', `kms:${id}:AAAA`),
    ).rejects.toMatchObject({
      fault: { kind: 'malformed', call: 'kms:GetPublicKey', detail },
    });
  });

  it('believes nothing by a key that has no public half', async () => {
    const { arn } = kms.keys.make('us-east-1', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT');
    const verifying = as('worker', arn).verifier.verify('request', 'text', `kms:${arn.split('/')[1]}:AAAA`);
    await expect(verifying).rejects.toMatchObject({ fault: { kind: 'invalid' } });
  });

  it('refuses an answer that is no public key', async () => {
    const signature = await as('bot').signer.sign('request', 'text');
    kms.faults.next('GetPublicKey', { kind: 'garbage' }, Number.POSITIVE_INFINITY);
    await expect(as('worker').verifier.verify('request', 'text', signature)).rejects.toThrow(
      'kms:GetPublicKey',
    );
  });
});

describe('an alias in the place of a key', () => {
  it('is refused: it may become another key', () => {
    expect(() => as('bot', 'arn:aws:kms:us-east-1:111122223333:alias/wheelhouse')).toThrow(
      "isn't the ARN of a KMS key",
    );
  });
});

describe('the KMS of the sandbox', () => {
  const sign = async (input: Partial<SignCommandInput>) => {
    const client = new KMSClient({
      region: 'us-east-1',
      endpoint: kms.url,
      credentials: { accessKeyId: 'AKIDANY', secretAccessKey: 'sandbox' },
      maxAttempts: 1,
    });
    const command = new SignCommand({
      KeyId: key.arn,
      Message: Buffer.alloc(32, 1),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
      ...input,
    });
    try {
      return await client.send(command);
    } finally {
      client.destroy();
    }
  };

  it.each<[string, Partial<SignCommandInput>, string]>([
    [
      'a message that is too long',
      { MessageType: 'RAW', Message: Buffer.alloc(4097) },
      'ValidationException',
    ],
    ['a digest that is too short', { Message: Buffer.alloc(31) }, 'ValidationException'],
    ['a digest that is too long', { Message: Buffer.alloc(48) }, 'ValidationException'],
    ['an algorithm of another key spec', { SigningAlgorithm: 'ECDSA_SHA_384' }, 'InvalidKeyUsageException'],
    ['a key that it doesn’t have', { KeyId: 'none' }, 'NotFoundException'],
  ])('refuses %s', async (_, input, name) => {
    await expect(sign(input)).rejects.toMatchObject({ name });
  });

  it('takes a whole message of 4096 bytes, and knows a key by its id, too', async () => {
    const signed = await sign({
      MessageType: 'RAW',
      Message: Buffer.alloc(4096),
      KeyId: key.arn.split('/')[1],
    });
    expect(signed).toMatchObject({ KeyId: key.arn, SigningAlgorithm: 'ECDSA_SHA_256' });
  });
});
