import { expect, test } from 'vitest';
import { signingKeys } from '../../../sandbox/signing-keys.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { signingOf } from '../../../src/wiring/signing.ts';
import { ENVIRONMENT, VALID } from '../config/files.ts';

function signing(env: Readonly<Record<string, string>>, section = '') {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => VALID + section);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
  return signingOf(loaded.value);
}

const { WHEELHOUSE_SIGNING_KEY, WHEELHOUSE_VERIFY_KEYS } = signingKeys();

test('without keys a process neither signs nor verifies', async () => {
  expect(await signing({})).toEqual({ signer: undefined, verifier: undefined });
});

test('what a bot signs, a worker with the public half believes', async () => {
  const bot = await signing({ WHEELHOUSE_SIGNING_KEY });
  const worker = await signing({ WHEELHOUSE_VERIFY_KEYS });
  expect(worker.signer).toBeUndefined();
  const signature = await bot.signer?.sign('decision', 'text');
  expect(await worker.verifier?.verify('decision', 'text', signature ?? '')).toBe(true);
  expect(await worker.verifier?.verify('request', 'text', signature ?? '')).toBe(false);
});

test('while a key is replaced, a worker with both believes both', async () => {
  const next = signingKeys();
  const worker = await signing({
    WHEELHOUSE_VERIFY_KEYS: WHEELHOUSE_VERIFY_KEYS + next.WHEELHOUSE_VERIFY_KEYS,
  });
  for (const key of [WHEELHOUSE_SIGNING_KEY, next.WHEELHOUSE_SIGNING_KEY]) {
    const bot = await signing({ WHEELHOUSE_SIGNING_KEY: key });
    const signature = await bot.signer?.sign('request', 'text');
    expect(await worker.verifier?.verify('request', 'text', signature ?? '')).toBe(true);
  }
});

test('a key of KMS is ready without asking KMS', async () => {
  const arn = 'arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const { signer, verifier } = await signing({}, `signing: { kms-key: "${arn}" }\n`);
  expect(signer).toBeDefined();
  expect(await verifier?.verify('request', 'text', 'kms:another:AAAA')).toBe(false);
});
