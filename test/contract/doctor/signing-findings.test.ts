import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type KmsKeyState, KmsKeys } from '../../../sandbox/kms/keys.ts';
import { type KmsSandbox, startKmsSandbox } from '../../../sandbox/kms/sandbox.ts';
import { signingKeys } from '../../../sandbox/signing-keys.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { redactorOf } from '../../../src/wiring/redactor.ts';
import { signingFindings } from '../../../src/wiring/signing-findings.ts';
import { changed, ENVIRONMENT, VALID } from '../../unit/config/files.ts';
import { useProfiles, WORKER_KEY } from '../signing/kms-callers.ts';

/** What the doctor says of signing. */
async function findings(env: Readonly<Record<string, string>> = {}, text = VALID): Promise<string[]> {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => text);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
  const found = await signingFindings(loaded.value, redactorOf(loaded.value));
  return found.map(({ level, what, mend }) => [level, what, mend].filter(Boolean).join(' | '));
}

describe('of keys in the environment the doctor says', () => {
  const { WHEELHOUSE_SIGNING_KEY, WHEELHOUSE_VERIFY_KEYS } = signingKeys();

  test('which one signs, and that it is believed', async () => {
    expect(await findings({ WHEELHOUSE_SIGNING_KEY })).toEqual([
      expect.stringMatching(/^ok \| Signs with (ed25519:[0-9a-f]{16}); believes signatures by \1$/),
    ]);
  });

  test('that a worker has none to sign with', async () => {
    expect(await findings({ WHEELHOUSE_VERIFY_KEYS })).toEqual([
      expect.stringMatching(
        /^ok \| Verifies signatures by ed25519:[0-9a-f]{16}, and holds no key to sign with/,
      ),
    ]);
  });
});

describe('where nothing is signed it warns', () => {
  test('of production that may be changed', async () => {
    expect(await findings()).toEqual([
      expect.stringMatching(
        /^weak \| Nothing is signed: whoever can write to Redis .* \| write signing: kms-key/,
      ),
    ]);
  });

  test.each([
    ['there is no production', changed('environment: production', 'environment: development')],
    ['nothing may be changed', `${VALID}mode: read-only\n`],
  ])('not where %s', async (_, text) => {
    expect(await findings({}, text)).toEqual([]);
  });
});

describe('of a key in KMS it says', () => {
  let folder = '';
  let kms: KmsSandbox;
  let key: KmsKeyState;
  const told = (profile: 'bot' | 'worker') => {
    process.env['AWS_PROFILE'] = profile;
    return findings({}, `${VALID}signing:\n  kms-key: ${key.arn}\n`);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wheelhouse-kms-'));
    useProfiles(folder);
  });
  beforeEach(async () => {
    const keys = new KmsKeys('012345678901');
    key = keys.make('eu-central-1');
    key.allowed.set(WORKER_KEY, ['kms:GetPublicKey']);
    kms = await startKmsSandbox(keys);
    process.env['AWS_ENDPOINT_URL_KMS'] = kms.url;
  });
  afterEach(() => kms.stop());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('that it signs and is believed', async () => {
    const id = key.arn.split('/')[1];
    expect(await told('bot')).toEqual([`ok | Signs with kms:${id}; believes signatures by ${key.arn}`]);
  });

  test("that this identity may not sign, which is a worker's, and can verify", async () => {
    expect(await told('worker')).toEqual([
      `weak | This identity may not sign with ${key.arn}: right for a worker | a bot needs kms:Sign on it (docs/signing.md)`,
      `ok | Can verify signatures by ${key.arn}`,
    ]);
  });

  test('that its public half may not be read', async () => {
    key.allowed.set(WORKER_KEY, []);
    expect((await told('worker'))[1]).toMatch(
      /^fault \| The public half of arn:\S+ can't be read \| .*kms:GetPublicKey/,
    );
    kms.faults.next('GetPublicKey', { kind: 'deny' });
    expect(await told('bot')).toEqual([
      expect.stringMatching(
        /^fault \| Signs with kms:\S+, but its public half can't be read \| .*kms:GetPublicKey/,
      ),
    ]);
  });

  test('that it is disabled', async () => {
    key.state = 'Disabled';
    expect((await told('bot'))[0]).toMatch(/^fault \| Nothing can be signed with arn:\S+ \| .*disabled/);
  });
});
