import { describe, expect, test } from 'vitest';
import { describeFaults, loadConfig } from '../../../src/config/load.ts';
import { ENVIRONMENT, EXAMPLE, faultsOf, VALID } from './files.ts';

type Env = Record<string, string | undefined>;

const file = (names: string) => `${VALID}secrets:\n  environment: ${names}\n`;

function secretsOf(env: Env, text = VALID): string[] {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => text);
  if (!loaded.ok) throw new Error(describeFaults(loaded.fault));
  return loaded.value.secrets.map((secret) => secret.reveal());
}

function refusal(env: Env, text: string): string[] {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => text);
  return loaded.ok ? [] : describeFaults(loaded.fault).split('\n');
}

describe('what must never be shown', () => {
  test('is what the known variables hold, as far as they are set', () => {
    expect(secretsOf({})).toEqual([ENVIRONMENT.SLACK_BOT_TOKEN, ENVIRONMENT.SLACK_SIGNING_SECRET, 'pass']);
    expect(secretsOf({ AWS_SECRET_ACCESS_KEY: 'key-of-aws', AWS_SESSION_TOKEN: 'token-of-aws' })).toEqual(
      expect.arrayContaining(['key-of-aws', 'token-of-aws']),
    );
  });

  test("is the password in Redis's address, as it is written and as it is meant", () => {
    expect(secretsOf({ REDIS_URL: 'rediss://user:p%40ss%2Fword@redis.internal:6379' })).toEqual(
      expect.arrayContaining(['p%40ss%2Fword', 'p@ss/word']),
    );
    const none = secretsOf({ REDIS_URL: 'redis://redis.internal:6379' });
    expect(none).toEqual([ENVIRONMENT.SLACK_BOT_TOKEN, ENVIRONMENT.SLACK_SIGNING_SECRET]);
  });

  test('is what the variables hold that the file names', () => {
    const env = { KEYCLOAK_ADMIN_PASSWORD: ' swordfish ', db_url: 'db-secret' };
    expect(secretsOf(env, file('[KEYCLOAK_ADMIN_PASSWORD, db_url]'))).toEqual(
      expect.arrayContaining([' swordfish ', 'swordfish', 'db-secret']),
    );
    expect(secretsOf(env)).not.toContain('db-secret');
  });

  test.each(['secrets:\n', 'secrets: {}\n', 'secrets:\n  environment:\n', 'secrets: { environment: [] }\n'])(
    'may be nothing more: %j',
    (section) => {
      expect(refusal({}, VALID + section)).toEqual([]);
    },
  );

  test("isn't shown where the configuration is printed, nor are its names kept apart", () => {
    const loaded = loadConfig({ ...ENVIRONMENT, ADMIN_PASS: 'swordfish' }, () => file('[ADMIN_PASS]'));
    if (!loaded.ok) throw new Error('refused');
    expect(JSON.stringify(loaded.value)).not.toContain('swordfish');
    expect(Object.isFrozen(loaded.value.secrets)).toBe(true);
    expect(loaded.value).not.toHaveProperty('secretVariables');
  });
});

describe('a file that is refused', () => {
  test.each([
    ['one name, not a list', 'ADMIN_PASS', ":41:3 secrets.environment: isn't valid: write a list"],
    [
      'a name that no variable has',
      '[ADMIN-PASS]',
      ":41:17 secrets.environment[0]: isn't valid: write the name",
    ],
    ['a number', '[7]', ":41:17 secrets.environment[0]: isn't text: write the name"],
    ['a name twice', '[A_PASS, A_PASS]', ':41:25 secrets.environment[1]: is listed already: remove one'],
  ])('%s', (_, names, line) => {
    expect(faultsOf(file(names))).toEqual([expect.stringContaining(line)]);
  });

  test('a misspelled key', () => {
    expect(faultsOf(`${VALID}secrets:\n  environments: [A]\n`)).toEqual([
      expect.stringContaining("secrets.environments: isn't a key that is known: did you mean environment?"),
    ]);
  });

  test('a variable that is named and not set, or too short to be found again', () => {
    const told = refusal({ PORT: 'x', SHORT: 'abc' }, file('[UNSET, SHORT]').replace('T0TEST', 'acme'));
    expect(told).toEqual([
      expect.stringContaining('environment PORT: '),
      expect.stringContaining('wheelhouse.yaml:3:3 slack.team: '),
    ]);
    expect(refusal({ SHORT: 'abc' }, file('[UNSET, SHORT]'))).toEqual([
      "environment UNSET: isn't set, though secrets.environment names it: set it, or take its name out",
      'environment SHORT: is too short to be kept out of what is shown: write at least 6 characters',
    ]);
  });

  test('a secret itself in the place of a name, without showing it', () => {
    const [line = ''] = faultsOf(file('["swordfish!"]'));
    expect(line).toContain('secrets.environment[0]');
    expect(line).not.toContain('swordfish');
  });
});

test('the example shows a section that works', () => {
  const shown = EXAMPLE.replace(/# secrets:\n# {3}environment/, 'secrets:\n  environment');
  expect(shown).not.toBe(EXAMPLE);
  expect(faultsOf(shown)).toEqual([]);
});
