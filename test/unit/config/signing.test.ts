import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signingKeys } from '../../../sandbox/signing-keys.ts';
import { describeFaults, loadConfig } from '../../../src/config/load.ts';
import { signingFaults } from '../../../src/config/signing.ts';
import { redacted } from '../../../src/domain/redaction/redacted.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { ENVIRONMENT, EXAMPLE, faultsOf, VALID } from './files.ts';

type Env = Record<string, string | undefined>;

const { WHEELHOUSE_SIGNING_KEY: KEY, WHEELHOUSE_VERIFY_KEYS: PUBLIC } = signingKeys();
const OTHER = signingKeys().WHEELHOUSE_VERIFY_KEYS;
const ARN = 'arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const MRK = 'arn:aws-us-gov:kms:us-gov-west-1:012345678901:key/mrk-1234abcd12ab34cd56ef1234567890ab';
const WITH_KMS = `${VALID}signing:\n  kms-key: ${ARN}\n`;

function configOf(env: Env, text = VALID) {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => text);
  if (!loaded.ok) throw new Error(describeFaults(loaded.fault));
  return loaded.value;
}

function refusal(env: Env, text = VALID) {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => text);
  return loaded.ok ? [] : loaded.fault;
}

describe('what signs', () => {
  test('is nothing, unless it is said', () => {
    expect(configOf({}).signing).toEqual({ kind: 'none' });
    expect(
      configOf({ WHEELHOUSE_SIGNING_KEY: ' ', WHEELHOUSE_VERIFY_KEYS: '' }, `${VALID}signing:\n`).signing,
    ).toEqual({ kind: 'none' });
  });

  test.each([
    ['as it is', KEY],
    ['with \\n for line ends, as env files want it', KEY.replaceAll('\n', '\\n')],
    ['with line ends of Windows', KEY.replaceAll('\n', '\r\n')],
    ['with blanks around it', `\n ${KEY}\n\n`],
  ])('is a private key in PEM %s, which brings its public half', (_, written) => {
    const { signing } = configOf({ WHEELHOUSE_SIGNING_KEY: written });
    if (signing.kind !== 'local') throw new Error(signing.kind);
    expect(signing.privateKey?.reveal()).toBe(KEY.trim());
    expect(signing.publicKeys).toEqual([PUBLIC]);
  });

  test('is nothing in a worker, which has public keys alone', () => {
    const { signing } = configOf({ WHEELHOUSE_VERIFY_KEYS: `${PUBLIC}${OTHER.replaceAll('\n', '\\n')}` });
    expect(signing).toEqual({ kind: 'local', publicKeys: [PUBLIC, OTHER] });
  });

  test('may be one of several keys that are trusted, and a key counts once', () => {
    const { signing } = configOf({
      WHEELHOUSE_SIGNING_KEY: KEY,
      WHEELHOUSE_VERIFY_KEYS: `${OTHER}${PUBLIC}${OTHER}`,
    });
    expect(signing).toMatchObject({ publicKeys: [OTHER, PUBLIC] });
  });

  test('is a key of KMS, where the file names one', () => {
    expect(configOf({}, WITH_KMS).signing).toEqual({ kind: 'kms', key: ARN, alsoTrust: [] });
    expect(configOf({}, `${WITH_KMS}  also-trust: [${MRK}]\n`).signing).toEqual({
      kind: 'kms',
      key: ARN,
      alsoTrust: [MRK],
    });
  });

  test('is never shown, in none of the forms in which a key may turn up', () => {
    const config = configOf({ WHEELHOUSE_SIGNING_KEY: KEY.replaceAll('\n', '\\n') });
    const body = KEY.split('\n')[1] ?? '';
    expect(JSON.stringify(config)).not.toContain(body);
    const known = redactor({ secrets: config.secrets.map((secret) => secret.reveal()) });
    for (const text of [KEY, body, KEY.replaceAll('\n', '\\n'), JSON.stringify({ a: KEY }), `x=${body}&y`])
      expect(known.text(text)).not.toContain(body.slice(20, 40));
  });
});

const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const EC_KEY = EC.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const EC_PUBLIC = EC.publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('keys that are refused', () => {
  test.each<[string, Env]>([
    ['no PEM', { WHEELHOUSE_SIGNING_KEY: 'abcdefghijklmnop' }],
    ['half a PEM', { WHEELHOUSE_SIGNING_KEY: KEY.slice(0, 60) }],
    ['a PEM of nonsense', { WHEELHOUSE_SIGNING_KEY: KEY.replace(/\n[^-]+\n/, '\nAAAA\n') }],
    ['a public key', { WHEELHOUSE_SIGNING_KEY: PUBLIC }],
    ['a key of another kind', { WHEELHOUSE_SIGNING_KEY: EC_KEY }],
    ['two keys', { WHEELHOUSE_SIGNING_KEY: KEY + EC_KEY }],
  ])('%s in the place of the one that signs', (_, env) => {
    expect(refusal(env)).toEqual([
      {
        where: 'environment',
        name: 'WHEELHOUSE_SIGNING_KEY',
        message: expect.stringContaining(
          "isn't a private key of Ed25519 in PEM (PKCS#8): write what `openssl",
        ),
      },
    ]);
  });

  test.each<[string, string]>([
    ['no PEM', 'abcdefghijklmnop'],
    ['the private key', KEY],
    ['the private key behind a public one', PUBLIC + KEY],
    ['a key of another kind', PUBLIC + EC_PUBLIC],
    ['something between keys', `${PUBLIC}and\n${OTHER}`],
  ])('%s in the place of the public ones', (_, written) => {
    expect(refusal({ WHEELHOUSE_VERIFY_KEYS: written })).toEqual([
      {
        where: 'environment',
        name: 'WHEELHOUSE_VERIFY_KEYS',
        message: expect.stringContaining("isn't one or more public keys of Ed25519 in PEM and nothing else"),
      },
    ]);
  });

  test('one that signs and that nobody would believe', () => {
    expect(refusal({ WHEELHOUSE_SIGNING_KEY: KEY, WHEELHOUSE_VERIFY_KEYS: OTHER })).toEqual([
      expect.objectContaining({
        name: 'WHEELHOUSE_VERIFY_KEYS',
        message: expect.stringContaining("doesn't hold the public half of WHEELHOUSE_SIGNING_KEY"),
      }),
    ]);
  });

  test('those of the environment beside one of KMS, each by its name', () => {
    const env = { WHEELHOUSE_SIGNING_KEY: KEY, WHEELHOUSE_VERIFY_KEYS: PUBLIC };
    expect(refusal(env, WITH_KMS)).toEqual(
      Object.keys(env).map((name) => ({
        where: 'environment',
        name,
        message: expect.stringContaining('is set, and the file names a key of KMS (signing)'),
      })),
    );
  });

  test.each([
    [
      'an alias',
      'kms-key: arn:aws:kms:us-east-1:012345678901:alias/ops',
      ":41:3 signing.kms-key: isn't valid",
    ],
    ['an id alone', 'kms-key: 1234abcd-12ab', ":41:3 signing.kms-key: isn't valid: write a KMS key's ARN"],
    [
      'a misspelled key',
      `kms-keys: ${ARN}`,
      "signing.kms-keys: isn't a key that is known: did you mean kms-key?",
    ],
    ['others and none that signs', `also-trust: [${ARN}]`, 'signing.kms-key: is missing: write a KMS key'],
    ['one twice', `kms-key: ${ARN}\n  also-trust: [${MRK}, ${MRK}]`, 'is listed already'],
  ])('%s in the file', (_, line, told) => {
    expect(faultsOf(`${VALID}signing:\n  ${line}\n`).join('\n')).toContain(told);
  });

  test('in words that stay readable when secrets are taken out, and hold no key', () => {
    const faults = [
      ...refusal({ WHEELHOUSE_SIGNING_KEY: EC_KEY, WHEELHOUSE_VERIFY_KEYS: KEY }),
      ...refusal({ WHEELHOUSE_SIGNING_KEY: KEY, WHEELHOUSE_VERIFY_KEYS: OTHER }),
      ...refusal({ WHEELHOUSE_SIGNING_KEY: KEY, WHEELHOUSE_VERIFY_KEYS: PUBLIC }, WITH_KMS),
      ...signingFaults(configOf({ WHEELHOUSE_SIGNING_KEY: KEY }).signing, 'worker'),
      ...signingFaults(configOf({ WHEELHOUSE_VERIFY_KEYS: PUBLIC }).signing, 'bot'),
    ];
    expect(faults).toHaveLength(7);
    expect(redacted(redactor({ secrets: [] }), faults)).toEqual(faults);
    expect(JSON.stringify(faults)).not.toMatch(/BEGIN|MC4C|MCow/);
  });
});

describe('a role', () => {
  const both = configOf({ WHEELHOUSE_SIGNING_KEY: KEY }).signing;
  const verifies = configOf({ WHEELHOUSE_VERIFY_KEYS: PUBLIC }).signing;
  const names = (...args: Parameters<typeof signingFaults>) =>
    signingFaults(...args).map((fault) => fault.where === 'environment' && fault.name);

  test('of a worker may not have the key that signs', () => {
    expect(names(both, 'worker')).toEqual(['WHEELHOUSE_SIGNING_KEY']);
    expect(names(verifies, 'worker')).toEqual([]);
  });

  test.each(['bot', 'all'] as const)('of %s needs it, where others believe nothing without', (role) => {
    expect(names(both, role)).toEqual([]);
    expect(names(verifies, role)).toEqual(['WHEELHOUSE_SIGNING_KEY']);
  });

  test.each(['bot', 'worker', 'all'] as const)(
    'of %s does without, where nothing is signed or KMS does it',
    (role) => {
      expect(names({ kind: 'none' }, role)).toEqual([]);
      expect(names({ kind: 'kms', key: ARN, alsoTrust: [] }, role)).toEqual([]);
    },
  );
});

test('the example shows a section that works', () => {
  const shown = EXAMPLE.replace(/# signing:\n# {3}kms-key/, 'signing:\n  kms-key');
  expect(shown).not.toBe(EXAMPLE);
  expect(faultsOf(shown)).toEqual([]);
});
